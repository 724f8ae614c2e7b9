import { expect, test, vi } from "vitest";

import { daysInOrder, HOUR, startOfDay } from "./time.ts";

test("a day is the same whether it is asked for alone or among others, also one of 23 or 25 hours", () => {
  vi.stubEnv("TZ", "Europe/Berlin");
  const dayOf = daysInOrder();
  const starts = new Set<number>();
  for (const month of [2, 9]) {
    const first = new Date(2026, month, 24).getTime();
    const hours = Array.from({ length: 10 * 24 }, (_, hour) => first + hour * HOUR);
    for (const at of [...hours, ...hours.toReversed(), first - 1, first]) expect(dayOf(at)).toBe(startOfDay(at));
    for (const at of hours) starts.add(startOfDay(at));
  }
  const ordered = [...starts].toSorted((a, b) => a - b);
  const lengths = new Set(ordered.map((start, index) => ((ordered[index + 1] ?? start) - start) / HOUR));
  expect(lengths).toContain(23);
  expect(lengths).toContain(25);
  vi.unstubAllEnvs();
});
