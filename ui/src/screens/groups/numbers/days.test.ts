import { expect, test } from "vitest";

import { topOf } from "./days";

test.each([
  [0, 1],
  [3, 5],
  [10, 10],
  [11, 20],
  [421, 500],
])("an axis for %i ends at %i", (most, top) => {
  expect(topOf(most)).toBe(top);
});
