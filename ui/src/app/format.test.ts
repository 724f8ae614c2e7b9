import { describe, expect, test } from "vitest";
import { setupI18n } from "@lingui/core";

import { messages as en } from "../locales/en/messages.po";
import { messages as ru } from "../locales/ru/messages.po";
import { formatOf, midnights } from "./format";

const english = formatOf(setupI18n({ locale: "en", messages: { en } }));
const russian = formatOf(setupI18n({ locale: "ru", messages: { ru } }));
const now = new Date(2026, 10, 19, 14, 2).getTime();
const on = (month: number, day: number, hour = 9, year = 2026) => new Date(year, month - 1, day, hour, 5).getTime();
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, " ");

describe("times", () => {
  test("are as short as they can be beside now", () => {
    expect(english.short(on(11, 19), now)).toBe("09:05");
    expect(english.short(on(11, 17), now)).toBe("Tue");
    expect(english.short(on(10, 14), now)).toBe("14 Oct");
    expect(english.short(on(3, 28, 9, 2024), now)).toBe("28 Mar 2024");
    expect(russian.short(on(11, 17), now)).toBe("вт");
    expect(plain(russian.short(on(3, 28, 9, 2024), now))).toBe("28 мар. 2024");
  });

  test("between days are named by day", () => {
    expect(english.day(on(11, 19), now)).toBe("Today");
    expect(russian.day(on(11, 18), now)).toBe("Вчера");
    expect(russian.day(on(11, 16), now)).toBe("Понедельник");
    expect(english.day(on(10, 2), now)).toBe("2 October");
  });

  test("to come say the weekday, and the date when it is far", () => {
    expect(english.until(on(11, 19, 18), now)).toBe("18:05");
    expect(english.until(on(11, 23, 8), now)).toBe("Mon, 08:05");
    expect(russian.until(on(11, 23, 8), now)).toBe("пн, 08:05");
    expect(english.until(on(12, 24, 8), now)).toBe("24 Dec, 08:05");
    expect(english.weekdayClock(on(11, 20, 14))).toBe("Fri 14:05");
  });

  test("count midnights, not hours, between days", () => {
    expect(midnights(on(11, 18, 23), on(11, 19, 1))).toBe(1);
    expect(midnights(on(11, 19, 1), on(11, 18, 23))).toBe(-1);
  });
});

describe("lengths", () => {
  test.each([
    [12_000, "12 s", "12 с"],
    [6 * 60_000, "6 min", "6 мин"],
    [2 * 3_600_000, "2 h", "2 ч"],
    [23 * 3_600_000 + 54 * 60_000, "23 h 54 min", "23 ч 54 мин"],
    [3 * 86_400_000, "3 d", "3 д"],
  ])("%i ms in both languages", (milliseconds, words, слова) => {
    expect(english.length(milliseconds)).toBe(words);
    expect(russian.length(milliseconds)).toBe(слова);
  });

  test("that count down never go below nothing", () => {
    expect(english.countdown(42_000)).toBe("0:42");
    expect(english.countdown(61_000)).toBe("1:01");
    expect(english.countdown(-5)).toBe("0:00");
  });
});

describe("Russian plural forms", () => {
  test.each([
    [1, "1 день"],
    [2, "2 дня"],
    [5, "5 дней"],
    [11, "11 дней"],
    [21, "21 день"],
    [22, "22 дня"],
  ])("%i days", (days, words) => {
    expect(russian.span(days * 86_400_000)).toBe(words);
  });
});

describe("amounts", () => {
  test("are grouped as the language does it", () => {
    expect(english.number(1284)).toBe("1,284");
    expect(plain(russian.number(12_840))).toBe("12 840");
    expect(english.roughly(1_100_000)).toBe("1.1 million");
  });

  test("of bytes are kilobytes and megabytes", () => {
    expect(english.bytes(184_000)).toBe("184 KB");
    expect(plain(russian.bytes(5_400_000))).toBe("5,4 МБ");
    expect(russian.bytes(3)).toBe("3 байта");
  });
});
