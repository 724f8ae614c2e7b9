import { describe, expect, test } from "vitest";

import type { Quietness, Window } from "../../../host/contract";
import {
  aheadOf,
  type Block,
  blocksOf,
  DAY,
  drawn,
  moved,
  onWorkdays,
  overlapsOf,
  piecesOf,
  resized,
  sameWindows,
  wallClock,
  windowsOf,
} from "./week";

const hours = (day: number, hour: number, minute = 0) => (day - 1) * DAY + hour * 60 + minute;
const block = (day: number, from: number, length: number, id = 1): Block => ({
  id,
  day,
  from: from * 60,
  minutes: length * 60,
});
const night: Window[] = [
  { days: [7, 1, 2, 3, 4], from: 1320, to: 480 },
  { days: [5, 6], from: 1320, to: 540 },
];

describe("windows and blocks", () => {
  test("a window is a block on each of its days, across midnight too", () => {
    expect(blocksOf([{ days: [1, 7], from: 1320, to: 480 }])).toEqual([
      { id: 0, day: 1, from: 1320, minutes: 600 },
      { id: 1, day: 7, from: 1320, minutes: 600 },
    ]);
  });

  test("an end that is not later than the beginning is on the next day", () => {
    expect(blocksOf([{ days: [6], from: 0, to: 0 }])[0]?.minutes).toBe(DAY);
    expect(blocksOf([{ days: [6], from: 480, to: 480 }])[0]?.minutes).toBe(DAY);
    expect(blocksOf([{ days: [6], from: 1320, to: 1440 }])[0]?.minutes).toBe(120);
  });

  test("blocks with the same times are one window again", () => {
    expect(sameWindows(windowsOf(blocksOf(night)), night)).toBe(true);
    expect(windowsOf(blocksOf(night))).toHaveLength(2);
    expect(sameWindows(night, night.slice(1))).toBe(false);
  });

  test("another zone shifts the blocks, over days as well, and back", () => {
    const shifted = blocksOf([{ days: [1], from: 60, to: 120 }], 180);
    expect(shifted).toEqual([{ id: 0, day: 7, from: 22 * 60, minutes: 60 }]);
    expect(windowsOf(shifted, 180)).toEqual([{ days: [1], from: 60, to: 120 }]);
  });
});

describe("drawing", () => {
  test("goes in either direction and over midnight", () => {
    expect(drawn(9, hours(1, 22), hours(2, 8))).toEqual(block(1, 22, 10, 9));
    expect(drawn(9, hours(3, 14), hours(3, 13))).toEqual(block(3, 13, 1, 9));
  });

  test("gives at least a step and at most a day", () => {
    expect(drawn(9, hours(1, 9), hours(1, 9)).minutes).toBe(15);
    expect(drawn(9, hours(1, 9), hours(4, 9)).minutes).toBe(DAY);
  });
});

describe("moving", () => {
  test.each([
    [60, block(1, 10, 2)],
    [-DAY, block(7, 9, 2)],
    [15 * 60, block(2, 0, 2)],
  ])("by %i minutes", (by, expected) => expect(moved(block(1, 9, 2), by)).toEqual(expected));
});

describe("resizing", () => {
  test("the end", () => {
    expect(resized(block(1, 9, 2), "end", hours(1, 13))).toEqual(block(1, 9, 4));
    expect(resized(block(1, 22, 2), "end", hours(2, 6))).toEqual(block(1, 22, 8));
    expect(resized(block(7, 22, 2), "end", hours(1, 6))).toEqual(block(7, 22, 8));
  });

  test("the start", () => {
    expect(resized(block(1, 9, 2), "start", hours(1, 8))).toEqual(block(1, 8, 3));
    expect(resized(block(1, 2, 4), "start", hours(7, 22))).toEqual(block(7, 22, 8));
  });

  test("never over the other end, and never longer than a day", () => {
    expect(resized(block(1, 9, 2), "end", hours(1, 8)).minutes).toBe(15);
    expect(resized(block(1, 9, 2), "start", hours(1, 12))).toEqual({ id: 1, day: 1, from: 645, minutes: 15 });
    expect(resized(block(1, 9, 2), "end", hours(3, 9)).minutes).toBe(DAY);
  });
});

describe("copying to all working days", () => {
  test("takes the place of what the block was there, and leaves the rest", () => {
    const blocks = [block(1, 13, 1, 1), block(2, 13, 1, 2), block(3, 9, 1, 3), block(6, 13, 1, 4)];
    const after = onWorkdays(blocks, block(1, 13, 2, 1), block(1, 13, 1, 1));
    expect(windowsOf(after)).toEqual([
      { days: [1, 2, 3, 4, 5], from: 780, to: 900 },
      { days: [3], from: 540, to: 600 },
      { days: [6], from: 780, to: 840 },
    ]);
    expect(new Set(after.map(({ id }) => id)).size).toBe(after.length);
  });

  test("keeps a block of the weekend where it is", () => {
    expect(windowsOf(onWorkdays([], block(6, 9, 1)))).toEqual([{ days: [1, 2, 3, 4, 5, 6], from: 540, to: 600 }]);
  });
});

test("a block across midnight is drawn on both days", () => {
  expect(piecesOf(block(7, 22, 10))).toEqual([
    { day: 7, from: 1320, to: DAY },
    { day: 1, from: 0, to: 480 },
  ]);
  expect(piecesOf(block(1, 22, 2))).toEqual([{ day: 1, from: 1320, to: DAY }]);
});

describe("overlaps", () => {
  const timed = (id: number, quiet: Quietness, ...blocks: Block[]) => ({ id, quiet, blocks });

  test("are found on both sides of midnight, with the quieter", () => {
    const found = overlapsOf([timed(1, "badge_only", block(1, 22, 10)), timed(2, "nothing", block(1, 23, 3))]);
    expect(found).toEqual([
      { day: 1, from: 1380, to: DAY, schedules: [1, 2], quieter: 2 },
      { day: 2, from: 0, to: 120, schedules: [1, 2], quieter: 2 },
    ]);
  });

  test("touching is none, and alike is nobody's", () => {
    expect(overlapsOf([timed(1, "no_sound", block(1, 9, 1)), timed(2, "no_sound", block(1, 10, 1))])).toEqual([]);
    const [found] = overlapsOf([timed(1, "no_sound", block(1, 9, 2)), timed(2, "no_sound", block(1, 10, 2))]);
    expect(found?.quieter).toBeNull();
  });
});

describe("clocks", () => {
  const at = Date.UTC(2026, 10, 22, 23, 30);

  test("a moment is a day and a minute of a zone", () => {
    expect(wallClock(at, "UTC")).toEqual({ day: 7, minute: 1410 });
    expect(wallClock(at, "Asia/Almaty")).toEqual({ day: 1, minute: 270 });
  });

  test("a zone may be ahead or behind, over the end of the week", () => {
    expect(aheadOf("Asia/Almaty", "UTC", at)).toBe(300);
    expect(aheadOf("America/New_York", "UTC", at)).toBe(-300);
    expect(aheadOf("Asia/Kolkata", "Europe/Berlin", at)).toBe(270);
    expect(aheadOf(null, "UTC", at)).toBe(0);
  });
});
