import { describe, expect, test } from "vitest";

import { daysOf, time, timesOf, together } from "./words";

const names = ["", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const said = (days: number[]) => daysOf(days, (day) => names[day] ?? "");

describe("days in few words", () => {
  test.each([
    [[1, 2, 3, 4, 5, 6, 7], ""],
    [[1, 2, 3, 4, 5], "Mon–Fri"],
    [[6, 7], "Sat, Sun"],
    [[1, 2, 3, 4, 7], "Sun–Thu"],
    [[5, 6], "Fri, Sat"],
    [[3], "Wed"],
    [[1, 3, 5], "Mon, Wed, Fri"],
    [[1, 2, 3, 6], "Mon–Wed, Sat"],
    [[1, 7], "Sun, Mon"],
  ])("%j", (days, expected) => expect(said(days)).toBe(expected));
});

describe("two windows are one night", () => {
  const window = (days: number[], from: number, to: number) => ({ days, from, to });
  const week = window([1, 2, 3, 4, 7], 1320, 480);
  const end = window([5, 6], 1320, 540);

  test("where they begin alike and share out the week", () => {
    expect(together([end, week])).toEqual([week, end]);
  });

  test.each([
    ["another beginning", [week, { ...end, from: 1380 }]],
    ["a day without either", [week, { ...end, days: [5] }]],
    ["a day with both", [week, { ...end, days: [4, 5, 6] }]],
    ["a third one", [week, end, window([1], 720, 780)]],
    ["only one", [week]],
  ])("not with %s", (_what, windows) => expect(together(windows)).toBeNull());
});

describe("times in few words", () => {
  test.each([
    [1320, 480, "22–08"],
    [780, 810, "13:00–13:30"],
    [1320, 0, "22–24"],
    [1290, 0, "21:30–24:00"],
    [0, 0, "00–24"],
  ])("%i to %i", (from, to, expected) => expect(timesOf(from, to)).toBe(expected));

  test("midnight is 00:00 on either side", () => {
    expect([time(0), time(1440), time(495)]).toEqual(["00:00", "00:00", "08:15"]);
  });
});
