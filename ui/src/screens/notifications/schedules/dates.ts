import { parseTime } from "../../../app/time";
import type { Timestamp } from "../../../host/contract";

/** A typed day as an ISO date; null where it cannot be read or is over. */
export function dateOf(text: string, now: Timestamp): string | null {
  const at = parseTime(text, now);
  if (at === null) return null;
  const date = new Date(at);
  const pad = (value: number) => String(value).padStart(2, "0");
  return `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
}

/** Noon of an ISO date, so that it is written as that day in every zone of this computer. */
export function noonOf(date: string): Timestamp {
  const [year = 0, month = 1, day = 1] = date.split("-").map(Number);
  return new Date(year, month - 1, day, 12).getTime();
}
