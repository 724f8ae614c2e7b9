import { expect, test } from "vitest";

import type { AttributeKind } from "../../../host/contract";
import { readValue, shownValue } from "./value";

const number: AttributeKind = { kind: "number" };
const date: AttributeKind = { kind: "date" };

test.each<[AttributeKind, string, string, string | null]>([
  [number, "1 500,5", "ru", "1500.5"],
  [number, "1\u00a0500,50", "ru", "1500.5"],
  [number, "1500.5", "ru", "1500.5"],
  [number, "1,500.5", "en", "1500.5"],
  [number, "−2", "en", "-2"],
  // An English comma is no fraction: it would be read as 145 or as 14.5.
  [number, "14,5", "en", null],
  [number, "много", "ru", null],
  [date, "14.05.1990", "ru", "1990-05-14"],
  [date, "1990-05-14", "en", "1990-05-14"],
  [date, "30.02.2026", "ru", null],
  [date, "yesterday", "en", null],
  [{ kind: "text" }, " Габа ", "ru", "Габа"],
  [{ kind: "text" }, "  ", "ru", null],
])("%j reads %j in %s as %j", (kind, typed, language, kept) => {
  expect(readValue(kind, typed, language)).toBe(kept);
});

test("what is kept is shown as the language writes it, and read again as it was", () => {
  expect(shownValue(number, "1500.5", "ru")).toBe("1500,5");
  expect(shownValue(date, "1990-05-14", "ru")).toBe("14.05.1990");
  expect(readValue(date, shownValue(date, "1990-05-14", "en"), "en")).toBe("1990-05-14");
});
