import { describe, expect, test } from "vitest";

import type { Breakthrough } from "../../../host/contract";
import { labelRings } from "./new-schedule";
import { put, reorder, stepped, throughOf } from "./order";

const exception = (id: number, schedule: number | null): Breakthrough => ({
  ...labelRings(1, schedule),
  breakthrough_id: id,
});
const all = [exception(1, null), exception(2, 7), exception(3, 8), exception(4, null)];

test("a schedule has its own exceptions and those of every silence", () => {
  expect(throughOf(all, 7).map(({ breakthrough_id }) => breakthrough_id)).toEqual([1, 2, 4]);
});

test("exceptions that are not shown keep their places", () => {
  expect(reorder(all, [4, 1, 2])).toEqual([4, 1, 3, 2]);
});

describe("moving in the list", () => {
  test.each([
    [[1, 2, 3, 4], new Set([1]), 3, "after" as const, [2, 3, 1, 4]],
    [[1, 2, 3, 4], new Set([4]), 1, "before" as const, [4, 1, 2, 3]],
    [[1, 2, 3, 4], new Set([1, 3]), 4, "after" as const, [2, 4, 1, 3]],
    [[1, 2, 3, 4], new Set([2]), 2, "after" as const, [1, 2, 3, 4]],
  ])("%j", (ids, some, target, side, expected) => expect(put(ids, some, target, side)).toEqual(expected));

  test("by one place, and not beyond the ends", () => {
    expect(stepped([1, 2, 3], 2, -1)).toEqual([2, 1, 3]);
    expect(stepped([1, 2, 3], 2, 1)).toEqual([1, 3, 2]);
    expect(stepped([1, 2, 3], 1, -1)).toEqual([1, 2, 3]);
    expect(stepped([1, 2, 3], 3, 1)).toEqual([1, 2, 3]);
  });
});
