import { describe, expect, test } from "vitest";

import type { Label } from "../../../host/contract";
import { labelRings, momentInside, notYetThrough } from "./new-schedule";

// Thursday, 19 November 2026, 14:02 by the clock on the wall.
const now = new Date(2026, 10, 19, 14, 2).getTime();
const at = (day: number, hour: number, minute: number) => new Date(2026, 10, day, hour, minute).getTime();
const all = [1, 2, 3, 4, 5, 6, 7];

describe("the moment to test a new schedule at", () => {
  test.each([
    ["tonight, well inside the night", [{ days: all, from: 1320, to: 480 }], at(19, 23, 10)],
    ["the middle of a short window", [{ days: all, from: 900, to: 930 }], at(19, 15, 15)],
    ["tomorrow, where today's is over", [{ days: all, from: 780, to: 840 }], at(20, 13, 30)],
    ["next week, where there is one day", [{ days: [4], from: 540, to: 600 }], at(26, 9, 30)],
    [
      "the first of several",
      [
        { days: [6], from: 540, to: 600 },
        { days: [5], from: 0, to: 0 },
      ],
      at(20, 1, 10),
    ],
  ])("is %s", (_name, windows, expected) => expect(momentInside(windows, now)).toBe(expected));

  test("is none without windows", () => expect(momentInside([], now)).toBeNull());
});

test("a label that rings through everything already needs no second exception", () => {
  const labels: Label[] = [
    { label_id: 1, name: "VIP", color: 1 },
    { label_id: 2, name: "wholesale", color: 2 },
  ];
  expect(notYetThrough(labels, [labelRings(1, null), labelRings(2, 5)])).toEqual([labels[1]]);
});
