import type { Timestamp } from "../host/contract";
import { fold } from "../keys/fold";
import { clock, monthOf } from "./time";

const BEFORE: Readonly<Record<string, number>> = { today: 0, сегодня: 0, yesterday: 1, вчера: 1 };

/**
 * Reads a moment that is over, as people write it: «20 Nov 2026, 13:30», «20.11.2026 13:30», «yesterday 13:30», «13:30»,
 * «сейчас». A day without a time is noon; of today it is now. Null where it cannot be read or is still to come.
 */
export function parsePast(text: string, now: Timestamp): Timestamp | null {
  const words = fold(text)
    .split(/[\s,]+/u)
    .filter((word) => word !== "" && !["at", "в", "г", "г."].includes(word));
  const [first = ""] = words;
  if (words.length === 1 && (first === "now" || first === "сейчас")) return now;
  const day = dayOf(words, now);
  const rest = words.slice(day?.taken ?? 0);
  if (words.length === 0 || (day === null && rest.length === 0)) return null;
  const date = new Date(day?.at ?? now);
  if (rest.length === 0) return passed(Math.min(date.setHours(12, 0, 0, 0), now), date, now);
  const time = clock(rest);
  if (time === null) return null;
  return passed(date.setHours(time[0], time[1], 0, 0), date, now);
}

function passed(at: Timestamp, date: Date, now: Timestamp): Timestamp | null {
  return Number.isNaN(date.getTime()) || at > now ? null : at;
}

function dayOf(words: readonly string[], now: Timestamp): { at: Timestamp; taken: number } | null {
  const [first = "", second = "", third = ""] = words;
  const ago = BEFORE[first];
  if (ago !== undefined) return { at: new Date(now).setDate(new Date(now).getDate() - ago), taken: 1 };
  const dotted =
    /^(\d{1,2})[./](\d{1,2})(?:[./](\d{4}))?\.?$/u.exec(first) ?? /^(\d{4})-(\d{1,2})-(\d{1,2})$/u.exec(first);
  if (dotted !== null) {
    const [one = 0, month = 0, other = Number.NaN] = dotted.slice(1).map(Number);
    const [year, day] = one > 31 ? [one, other] : [other, one];
    return { at: newest(year, month - 1, day, now), taken: 1 };
  }
  const month = monthOf(second);
  if (month < 0 || !/^\d{1,2}$/u.test(first)) return null;
  const year = /^\d{4}\.?$/u.test(third) ? Number.parseInt(third, 10) : Number.NaN;
  return { at: newest(year, month, Number(first), now), taken: Number.isNaN(year) ? 2 : 3 };
}

/** The day in its year; without a year the newest such day that is not to come. */
function newest(year: number, month: number, day: number, now: Timestamp): Timestamp {
  const of = (wanted: number) => {
    const date = new Date(wanted, month, day);
    return date.getMonth() === month && date.getDate() === day ? date.getTime() : Number.NaN;
  };
  if (!Number.isNaN(year)) return of(year);
  const thisYear = new Date(now).getFullYear();
  const at = of(thisYear);
  return at > now ? of(thisYear - 1) : at;
}
