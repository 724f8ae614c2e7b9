import type { GroupActivityDay, Timestamp } from "../../../host/contract";

const NOON = 12 * 3_600_000;

/** A moment of the day that has its date wherever it is read: days begin where the core runs. */
export const dateOf = ({ at }: GroupActivityDay): Timestamp => at + NOON;

/** The next number that the axis can end at: 1, 2 or 5 with as many noughts as it takes. */
export function topOf(most: number): number {
  const step = 10 ** Math.floor(Math.log10(Math.max(1, most)));
  return step * ([1, 2, 5, 10].find((times) => times * step >= most) ?? 10);
}
