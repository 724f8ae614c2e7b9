import type { Timestamp } from "../host/contract";
import type { Format } from "./format";
import { MORNING } from "./time";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const MONDAY = 1;

/** When a silence ends: the clock alone where there is no doubt which day is meant, as with a night. */
export function endWords(format: Format, end: Timestamp, now: Timestamp): string {
  return end - now < DAY ? format.clock(end) : format.until(end, now);
}

/** In an hour. */
export function hourAhead(now: Timestamp): Timestamp {
  return now + HOUR;
}

/** When tomorrow's work begins. */
export function tomorrowsStart(now: Timestamp): Timestamp {
  return morningIn(now, 1);
}

/** When the work of the next Monday begins; on a Monday that of the week after. */
export function mondaysStart(now: Timestamp): Timestamp {
  const days = (MONDAY - new Date(now).getDay() + 7) % 7;
  return morningIn(now, days === 0 ? 7 : days);
}

/** By the clock on the wall, so that a day of 23 or 25 hours ends at the same hour. */
function morningIn(now: Timestamp, days: number): Timestamp {
  const date = new Date(now);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + days, MORNING).getTime();
}
