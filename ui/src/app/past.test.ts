import { expect, test } from "vitest";

import { parsePast } from "./past";

// Thursday, 19 November 2026, 14:08 by the clock on the wall.
const NOW = new Date(2026, 10, 19, 14, 8).getTime();
const at = (month: number, day: number, hour: number, minute: number, year = 2026) =>
  new Date(year, month - 1, day, hour, minute).getTime();

test.each([
  ["19 Nov 2026, 13:30", at(11, 19, 13, 30)],
  ["3 мар. 2025, 9:05", at(3, 3, 9, 5, 2025)],
  ["19.11.2026 13:30", at(11, 19, 13, 30)],
  ["2026-11-18 08:00", at(11, 18, 8, 0)],
  ["yesterday 13:30", at(11, 18, 13, 30)],
  ["вчера в 13:30", at(11, 18, 13, 30)],
  ["13:30", at(11, 19, 13, 30)],
  ["18 Nov", at(11, 18, 12, 0)],
  ["24 Dec", at(12, 24, 12, 0, 2025)],
  ["now", NOW],
  ["сейчас", NOW],
])("“%s” is a moment that is over", (text, expected) => expect(parsePast(text, NOW)).toBe(expected));

test.each(["14:30", "20 Nov 2026, 13:30", "31.02.2026", "some day", ""])(
  "“%s” is none: it is to come, or no moment",
  (text) => expect(parsePast(text, NOW)).toBeNull(),
);
