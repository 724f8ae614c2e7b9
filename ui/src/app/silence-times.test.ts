import { i18n } from "@lingui/core";
import { expect, test } from "vitest";

import { formatOf } from "./format";
import { endWords, hourAhead, mondaysStart, tomorrowsStart } from "./silence-times";

const at = (day: number, hour: number, minute = 0) => new Date(2026, 10, day, hour, minute).getTime();

test("an hour is an hour", () => expect(hourAhead(at(19, 14, 8))).toBe(at(19, 15, 8)));

test("tomorrow begins at eight in the morning", () => expect(tomorrowsStart(at(19, 23, 59))).toBe(at(20, 8)));

test("Monday is the next one, at eight in the morning; on a Monday that of the week after", () => {
  expect(mondaysStart(at(20, 15))).toBe(at(23, 8));
  expect(mondaysStart(at(23, 7))).toBe(at(30, 8));
  expect(mondaysStart(at(22, 23, 59))).toBe(at(23, 8));
});

test("the end of a silence is the clock alone within a day", () => {
  const words = (end: number) => endWords(formatOf(i18n), end, at(19, 23, 10));
  expect(words(at(20, 8))).toBe("08:00");
  expect(words(at(23, 8))).toBe("Mon, 08:00");
});
