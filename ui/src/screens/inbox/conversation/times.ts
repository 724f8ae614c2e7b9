import { useLingui } from "@lingui/react/macro";
import { useFormat } from "@/app/format.ts";
import { hourAhead, mondaysStart, tomorrowsStart } from "@/app/silence-times.ts";
import { now } from "@/host/clock.ts";
import type { Timestamp } from "@/host/contract.ts";
import { HOUR } from "../time.ts";

const EVENING = 18;

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
    ["hour", t`In an hour`, hourAhead(at)],
    ["evening", t`This evening`, new Date(at).setHours(EVENING, 0, 0, 0)],
    ["tomorrow", t`Tomorrow`, tomorrowsStart(at)],
    ["monday", t`Monday`, mondaysStart(at)],
  ];
  const [, , tomorrow] = offers[2] ?? [];
  return offers
    .filter(([id, , time]) => (id === "evening" ? time > at + 2 * HOUR : id !== "monday" || time !== tomorrow))
    .map(([id, words, time]) => ({ id, words, when: format.until(time, at), at: time }));
}
