import type { Timestamp } from "@/host/contract.ts";

/** Milliseconds of a minute. */
export const MINUTE = 60_000;
/** Milliseconds of an hour. */
export const HOUR = 60 * MINUTE;
/** Milliseconds of the window that a message opens. */
export const WINDOW = 24 * HOUR;

/** Midnight before a moment, by the clock on the wall. */
export function startOfDay(at: Timestamp): Timestamp {
  const date = new Date(at);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
}

/** As {@link startOfDay} for many moments near each other: each of its days is asked for once. */
export function daysInOrder(): (at: Timestamp) => Timestamp {
  let [from, to] = [0, 0];
  return (at) => {
    if (at < from || at >= to) {
      from = startOfDay(at);
      const date = new Date(from);
      to = new Date(date.getFullYear(), date.getMonth(), date.getDate() + 1).getTime();
    }
    return from;
  };
}

/** How many midnights lie between two moments; a day of 23 or 25 hours counts as one. */
export function daysBetween(from: Timestamp, to: Timestamp): number {
  return Math.round((startOfDay(to) - startOfDay(from)) / (24 * HOUR));
}

/** A length as a glance needs it: minutes under an hour, then whole hours, never nothing. */
export function coarse(milliseconds: number): number {
  const length = Math.max(MINUTE, milliseconds);
  return length < HOUR ? length : Math.floor(length / HOUR) * HOUR;
}
