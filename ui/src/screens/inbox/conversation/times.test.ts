import { expect, test } from "vitest";
import { nextMonday } from "./times.ts";

test("Monday is the next one, at eight in the morning; on a Monday that of the week after", () => {
  expect(nextMonday(new Date(2026, 10, 20, 15).getTime())).toBe(new Date(2026, 10, 23, 8).getTime());
  expect(nextMonday(new Date(2026, 10, 23, 7).getTime())).toBe(new Date(2026, 10, 30, 8).getTime());
  expect(nextMonday(new Date(2026, 10, 22, 23, 59).getTime())).toBe(new Date(2026, 10, 23, 8).getTime());
});
