import { describe, expect, test } from "vitest";

import type { Label, Window } from "../host/contract";
import { parseSchedule, type SentenceProblem } from "./schedule-sentence";

const labels: Label[] = [
  { label_id: 1, name: "VIP", color: 2 },
  { label_id: 2, name: "wholesale", color: 6 },
  { label_id: 3, name: "Чайный клуб", color: 5 },
  { label_id: 4, name: "who is new", color: 1 },
];

const all = [1, 2, 3, 4, 5, 6, 7];
const work = [1, 2, 3, 4, 5];
const window = (days: number[], from: number, to: number): Window => ({ days, from: from * 60, to: to * 60 });

const night = [window(all, 22, 8)];
const lunch = [window(work, 13, 14)];
const weekend = [window([6, 7], 9, 22)];

function read(text: string) {
  const { name, windows, labels: found, problem } = parseSchedule(text, labels);
  return { name, windows, labels: found.map(({ name }) => name), problem };
}

type Row = [text: string, name: string, windows: Window[], labels?: string[]];

const table = (rows: Row[]) =>
  test.each(rows)("«%s»", (text, name, windows, through = []) => {
    expect(read(text)).toEqual({ name, windows, labels: through, problem: null });
  });

describe("a schedule in English", () => {
  table([
    ["Night 22-8 except VIP", "Night", night, ["VIP"]],
    ["night 22-8", "Night", night],
    ["Night 22:00-08:00", "Night", night],
    ["Night 22 – 8", "Night", night],
    ["Night 22.00—8.00", "Night", night],
    ["Night 10pm-8am", "Night", night],
    ["Night 10 pm - 8 am", "Night", night],
    ["Night from 22 to 8", "Night", night],
    ["Night every day 22-8", "Night", night],
    ["22-8 Night", "Night", night],
    ["22-8 daily, Night", "Night", night],
    ["Weekend sat, sun 9-22", "Weekend", weekend],
    ["Weekend Saturday and Sunday 9-22", "Weekend", weekend],
    ["Weekend sat,sun 9-22", "Weekend", weekend],
    ["Weekend 9-22", "Weekend", weekend],
    ["weekends 9-22", "Weekends", weekend],
    ["Rest on weekends 9-22", "Rest", weekend],
    ["Lunch mon-fri 13:00-14:00", "Lunch", lunch],
    ["Lunch weekdays 13-14", "Lunch", lunch],
    ["Weekdays 13-14", "Weekdays", lunch],
    ["Lunch mon to fri from 13 till 14", "Lunch", lunch],
    ["Lunch 13-14 weekdays 13-14", "Lunch", [window(all, 13, 14)]],
    ["Lunch 13-14 on weekdays", "Lunch", lunch],
    ["Lunch 13-14 mon, tue, wed, thu, fri", "Lunch", lunch],
    ["Long lunch break weekdays 13-14", "Long lunch break", lunch],
    ["Half fri 15:30-18:15", "Half", [{ days: [5], from: 930, to: 1095 }]],
    ["Away fri-mon 0-24", "Away", [window([1, 5, 6, 7], 0, 0)]],
    ["Away sat 8-8", "Away", [window([6], 8, 8)]],
    ["Late 22-24", "Late", [window(all, 22, 0)]],
    ["Breaks mon 9-10, 13-14, tue 15-16", "Breaks", [window([1], 9, 10), window([1], 13, 14), window([2], 15, 16)]],
    ["Off 22-8, sat sun 0-24", "Off", [window(all, 22, 8), window([6, 7], 0, 0)]],
    ["Night sun-thu 22-8, fri, sat 22-9", "Night", [window([1, 2, 3, 4, 7], 22, 8), window([5, 6], 22, 9)]],
    ["Night mon 22-8 tue 22-8", "Night", [window([1, 2], 22, 8)]],
    ["Shift 2 22-8", "Shift 2", night],
  ]);
});

describe("a schedule in Russian", () => {
  table([
    ["Ночь 22-8 кроме VIP", "Ночь", night, ["VIP"]],
    ["ночь с 22 до 8", "Ночь", night],
    ["Ночь 10 вечера - 8 утра", "Ночь", night],
    ["Ночь каждый день 22–8", "Ночь", night],
    ["Ночь ежедневно 22:00-8:00", "Ночь", night],
    ["Обед пн-пт 13-14", "Обед", lunch],
    ["Обед будни 13-14", "Обед", lunch],
    ["Обед 13-14 по будням", "Обед", lunch],
    ["Обед по будням с 13 до 14", "Обед", lunch],
    ["Обед с понедельника по пятницу 13:00-14:00", "Обед", lunch],
    ["Обед пн. - пт. 13.00-14.00", "Обед", lunch],
    ["Выходные сб, вс 9-22", "Выходные", weekend],
    ["Выходные 9-22", "Выходные", weekend],
    ["Отдых по субботам и воскресеньям 9-22", "Отдых", weekend],
    ["Сон и отдых 22-8", "Сон и отдых", night],
    ["Тишина 22-8, сб вс 0-24", "Тишина", [window(all, 22, 8), window([6, 7], 0, 0)]],
    ["Ночь вс-чт 22-8; пт, сб 22-9", "Ночь", [window([1, 2, 3, 4, 7], 22, 8), window([5, 6], 22, 9)]],
  ]);
});

describe("who may ring through", () => {
  table([
    ["Night 22-8 except vip", "Night", night, ["VIP"]],
    ["Night 22-8 except label VIP", "Night", night, ["VIP"]],
    ["Night 22-8 but VIP", "Night", night, ["VIP"]],
    ["Night 22-8 except VIP, wholesale", "Night", night, ["VIP", "wholesale"]],
    ["Night 22-8 except VIP and wholesale", "Night", night, ["VIP", "wholesale"]],
    ["Night 22-8 except VIP VIP", "Night", night, ["VIP"]],
    ["Night except VIP 22-8", "Night", night, ["VIP"]],
    ["Night except VIP and wholesale weekdays 13-14", "Night", lunch, ["VIP", "wholesale"]],
    ["Night 22-8 except who is new", "Night", night, ["who is new"]],
    ["Night 22-8 except whol", "Night", night, ["wholesale"]],
    ["Ночь 22-8 кроме метки VIP и Чайный клуб", "Ночь", night, ["VIP", "Чайный клуб"]],
    ["Ночь 22-8 кроме ЧАЙНЫЙ КЛУБ", "Ночь", night, ["Чайный клуб"]],
    ["Night 22-8 except chaynyy klub", "Night", night, ["Чайный клуб"]],
  ]);
});

describe("the wrong layout", () => {
  table([
    ["Yjxm 22-8 rhjvt МШЗ", "Ночь", night, ["VIP"]],
    ["yjxm 22-8", "Ночь", night],
    ["Ybxm 22-8 rhjvt VIP", "Ничь", night, ["VIP"]],
    ["J,tl gy-gn 13-14", "Обед", lunch],
    ["Тшпре 22-8 учсузе МШЗ", "Night", night, ["VIP"]],
    ["Цуулутв ыфеб ыгт 9-22", "Weekend", weekend],
    ["Дгтср цуулвфны 13-14", "Lunch", lunch],
    ["Night 22-8 rhjvt VIP", "Night", night, ["VIP"]],
    ["Тишина gy-gn 13-14", "Тишина", lunch],
    ["Ds[jlyst c, dc 9-22", "Выходные", weekend],
  ]);
});

describe("what is no schedule yet", () => {
  test.each<[string, SentenceProblem]>([
    ["", { what: "empty" }],
    ["  ,", { what: "empty" }],
    ["Night", { what: "no_times" }],
    ["Ночь кроме VIP", { what: "no_times" }],
    ["Night 22", { what: "no_times" }],
    ["Night mon 22-8 sat", { what: "no_times" }],
    ["22-8", { what: "no_name" }],
    ["пн-пт 13-14", { what: "no_name" }],
    ["Night 22-8 maybe", { what: "not_read", word: "maybe" }],
    ["Night 22-25", { what: "no_times" }],
    ["Night sat 9-22-23", { what: "not_read", word: "9-22-23" }],
    ["Night 22-8 except", { what: "no_label", name: "" }],
    ["Night 22-8 except boss", { what: "no_label", name: "boss" }],
    ["Night 22-8 except wh", { what: "no_label", name: "wh" }],
    ["Ночь 22-8 кроме шефа", { what: "no_label", name: "шефа" }],
  ])("«%s»", (text, problem) => expect(read(text).problem).toEqual(problem));

  test("what could be read is kept, to be drawn while the rest is typed", () => {
    expect(read("Night 22-8 except bo")).toMatchObject({ name: "Night", windows: night });
    expect(read("22-8")).toMatchObject({ name: "", windows: night });
  });
});
