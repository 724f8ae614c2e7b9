import type { Timestamp } from "../../../host/contract";

/** For how many days a seat may be held. */
export const DAYS = [1, 2, 3, 7, 14] as const;

/** The end of the day that lies so many days ahead. */
export function endOfDay(now: Timestamp, days: number): Timestamp {
  const day = new Date(now);
  day.setDate(day.getDate() + days);
  return day.setHours(23, 59, 59, 0);
}
