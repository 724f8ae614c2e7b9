import { useLingui } from "@lingui/react/macro";

import { formatLocale } from "../../../app/i18n";
import type { Quietness, Window } from "../../../host/contract";
import { type Block, DAY } from "./week";

/** A Monday at noon, from which names of days are counted. */
const MONDAY = Date.UTC(2024, 0, 1, 12);

/** Says days, times and windows. */
export interface WeekWords {
  /** Mon, Monday; 1 is Monday. */
  day: (day: number, style: "short" | "long") => string;
  /** 08:00; midnight at the end of a day is 00:00. */
  time: (minutes: number) => string;
  /** Mon–Fri 13–14; of a night that is longer on some days 22–08, Fri, Sat to 09 */
  windows: (windows: readonly Window[]) => string;
  /** Monday 22:00 to Tuesday 08:00 */
  block: (block: Block) => string;
}

/** Days, times and windows in the language in force. */
export function useWeekWords(): WeekWords {
  const { t, i18n } = useLingui();
  const locale = formatLocale(i18n.locale);
  const names = {
    short: new Intl.DateTimeFormat(locale, { weekday: "short", timeZone: "UTC" }),
    long: new Intl.DateTimeFormat(locale, { weekday: "long", timeZone: "UTC" }),
  };
  const day = (number: number, style: "short" | "long") => {
    const name = names[style].format(MONDAY + (number - 1) * 86_400_000);
    return name.charAt(0).toLocaleUpperCase(locale) + name.slice(1);
  };
  return {
    day,
    time,
    windows: (windows) => {
      const short = (number: number) => day(number, "short");
      const [most, rest] = together(windows) ?? [];
      if (most !== undefined && rest !== undefined) {
        const on = daysOf(rest.days, short);
        const times = timesOf(most.from, most.to);
        const end = timesOf(rest.from, rest.to).split("–")[1] ?? "";
        return t`${times}, ${on} to ${end}`;
      }
      return windows
        .map(({ days, from, to }) => {
          const times = timesOf(from, to);
          const on = daysOf(days, short);
          return on === "" ? times : `${on} ${times}`;
        })
        .join(", ");
    },
    block: (block) => {
      const end = block.from + block.minutes;
      const on = day(block.day, "long");
      const after = day((block.day % 7) + 1, "long");
      const [from, to] = [time(block.from), time(end)];
      return end > DAY ? t`${on} ${from} to ${after} ${to}` : t`${on} ${from} to ${to}`;
    },
  };
}

/** Two windows that begin alike and are every day of the week between them, the one with the most days first. */
export function together(windows: readonly Window[]): readonly [Window, Window] | null {
  const [one, other] = windows.toSorted((left, right) => right.days.length - left.days.length);
  if (one === undefined || other === undefined || windows.length !== 2 || one.from !== other.from) return null;
  const days = new Set([...one.days, ...other.days]);
  return days.size === 7 && one.days.length + other.days.length === 7 ? [one, other] : null;
}

/** How quiet a schedule is, as the rest of «Night is …». */
export function useQuietnessWords(): Readonly<Record<Quietness, string>> {
  const { t } = useLingui();
  return { no_sound: t`no sound`, badge_only: t`badge only`, nothing: t`nothing at all` };
}

/** 08:00 */
export function time(minutes: number): string {
  const within = minutes % DAY;
  return `${pad(Math.floor(within / 60))}:${pad(within % 60)}`;
}

/** 22–08, 13:00–13:30 */
export function timesOf(from: number, to: number): string {
  const whole = from % 60 === 0 && to % 60 === 0;
  const one = (minutes: number) => (whole ? pad(Math.floor((minutes % DAY) / 60)) : time(minutes));
  // A window till midnight ends at 24, so that it does not look like one till the morning.
  const end = to % DAY === 0 ? (whole ? "24" : "24:00") : one(to);
  return `${one(from)}–${end}`;
}

/** Mon–Fri; Sat, Sun; nothing for every day. Days that follow each other over the end of the week are one run. */
export function daysOf(days: readonly number[], name: (day: number) => string): string {
  const on = new Set(days);
  if (on.size >= 7) return "";
  const first = [1, 2, 3, 4, 5, 6, 7].find((day) => on.has(day) && !on.has(((day + 5) % 7) + 1)) ?? 1;
  const runs: number[][] = [];
  for (let step = 0; step < 7; step++) {
    const day = ((first + step - 1) % 7) + 1;
    const run = runs.at(-1);
    if (!on.has(day)) continue;
    if (run !== undefined && ((run.at(-1) ?? 0) % 7) + 1 === day) run.push(day);
    else runs.push([day]);
  }
  const words = (run: readonly number[]) => {
    const [begin = 1] = run;
    return run.length < 3 ? run.map(name).join(", ") : `${name(begin)}–${name(run.at(-1) ?? begin)}`;
  };
  return runs.map(words).join(", ");
}

const pad = (value: number) => String(value).padStart(2, "0");
