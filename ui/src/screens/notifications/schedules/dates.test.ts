import { expect, test } from "vitest";

import { dateOf, noonOf } from "./dates";

// Thursday, 19 November 2026, 14:02 by the clock on the wall.
const now = new Date(2026, 10, 19, 14, 2).getTime();

test.each([
  ["31 dec", "2026-12-31"],
  ["1 янв", "2027-01-01"],
  ["24.12", "2026-12-24"],
  ["tomorrow", "2026-11-20"],
  ["mon", "2026-11-23"],
])("«%s» is %s", (text, date) => expect(dateOf(text, now)).toBe(date));

test("what is no day is none", () => expect(dateOf("soon", now)).toBeNull());

test("a date is written as the same day", () => {
  expect(new Date(noonOf("2026-12-31"))).toEqual(new Date(2026, 11, 31, 12));
});
