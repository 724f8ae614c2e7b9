import { useLingui } from "@lingui/react/macro";
import { useFormat } from "@/app/format.ts";
import { now } from "@/host/clock.ts";
import type { Timestamp } from "@/host/contract.ts";
import { HOUR } from "../time.ts";

/** The hour at which a working day begins. */
const MORNING = 8;
const MONDAY = 1;

/** A time that a chat can come back at. */
export interface SnoozeTime {
  id: string;
  /** `Tomorrow morning`. */
  words: string;
  /** When exactly, in words. */
  when: string;
  at: Timestamp;
}

/** The times that are offered for snoozing, the nearest first. */
export function useSnoozeTimes(): SnoozeTime[] {
  const { t } = useLingui();
  const format = useFormat();
  const at = now();
  const offers: [string, string, Timestamp][] = [
    ["hour", t`In an hour`, at + HOUR],
    ["evening", t`This evening`, atHour(at, 0, 18)],
    ["tomorrow", t`Tomorrow`, atHour(at, 1, MORNING)],
    ["monday", t`Monday`, nextMonday(at)],
  ];
  const [, , tomorrow] = offers[2] ?? [];
  return offers
    .filter(([id, , time]) => (id === "evening" ? time > at + 2 * HOUR : id !== "monday" || time !== tomorrow))
    .map(([id, words, time]) => ({ id, words, when: format.until(time, at), at: time }));
}

function atHour(from: Timestamp, days: number, hour: number): Timestamp {
  const date = new Date(from);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + days, hour).getTime();
}

/** The morning of the next Monday; on a Monday that of the week after. */
export function nextMonday(from: Timestamp): Timestamp {
  const days = (MONDAY - new Date(from).getDay() + 7) % 7;
  return atHour(from, days === 0 ? 7 : days, MORNING);
}
