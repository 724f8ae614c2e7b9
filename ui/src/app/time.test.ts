import { describe, expect, test } from "vitest";

import { parseTime } from "./time";

// Thursday, 19 November 2026, 14:02 by the clock on the wall.
const now = new Date(2026, 10, 19, 14, 2).getTime();
const at = (month: number, day: number, hour: number, minute = 0, year = 2026) =>
  new Date(year, month - 1, day, hour, minute).getTime();

describe("a time as the operator types it", () => {
  test.each([
    ["fri 18:00", at(11, 20, 18)],
    ["Friday", at(11, 20, 8)],
    ["thu", at(11, 26, 8)],
    ["thu 15:00", at(11, 19, 15)],
    ["mon 9", at(11, 23, 9)],
    ["until mon", at(11, 23, 8)],
    ["tomorrow", at(11, 20, 8)],
    ["tomorrow at 9:30", at(11, 20, 9, 30)],
    ["tonight", at(11, 19, 18)],
    ["18:00", at(11, 19, 18)],
    ["9:00", at(11, 20, 9)],
    ["6pm", at(11, 19, 18)],
    ["6 pm", at(11, 19, 18)],
    ["12 am", at(11, 20, 0)],
    ["in 2 h", at(11, 19, 16, 2)],
    ["2h", at(11, 19, 16, 2)],
    ["30 min", at(11, 19, 14, 32)],
    ["in 3 days", at(11, 22, 14, 2)],
    ["in an hour", at(11, 19, 15, 2)],
    ["next week", at(11, 23, 8)],
    ["24 nov", at(11, 24, 8)],
    ["24 nov 10:00", at(11, 24, 10)],
    ["nov 24", at(11, 24, 8)],
    ["3 mar", at(3, 3, 8, 0, 2027)],
  ])("«%s» in English", (text, expected) => {
    expect(parseTime(text, now)).toBe(expected);
  });

  test.each([
    ["пт 18:00", at(11, 20, 18)],
    ["до пн", at(11, 23, 8)],
    ["в понедельник в 9", at(11, 23, 9)],
    ["до пятницы", at(11, 20, 8)],
    ["завтра", at(11, 20, 8)],
    ["завтра в 9", at(11, 20, 9)],
    ["послезавтра 12:30", at(11, 21, 12, 30)],
    ["вечером", at(11, 19, 18)],
    ["завтра вечером", at(11, 20, 18)],
    ["через 2 ч", at(11, 19, 16, 2)],
    ["через 30 мин", at(11, 19, 14, 32)],
    ["через час", at(11, 19, 15, 2)],
    ["через 3 дня", at(11, 22, 14, 2)],
    ["через неделю", at(11, 26, 14, 2)],
    ["24 ноя", at(11, 24, 8)],
    ["24 ноября 10:00", at(11, 24, 10)],
    ["24.11", at(11, 24, 8)],
    ["24.11 10:00", at(11, 24, 10)],
    ["7 вечера", at(11, 19, 19)],
  ])("«%s» in Russian", (text, expected) => {
    expect(parseTime(text, now)).toBe(expected);
  });

  test.each(["", "soon", "25:00", "fri banana", "in -2 h", "today 8:00", "32 nov", "Анна"])(
    "«%s» is no time to come",
    (text) => {
      expect(parseTime(text, now)).toBeNull();
    },
  );
});
