import type { I18n } from "@lingui/core";
import { msg, plural } from "@lingui/core/macro";
import { useLingui } from "@lingui/react";

import type { Timestamp } from "../host/contract";
import { formatLocale } from "./i18n";

const DAY = 86_400_000;

/** Writes times, lengths, sizes and numbers in the language in force. */
export interface Format {
  /** 14:02 */
  clock: (at: Timestamp) => string;
  /** Fri 14:02 */
  weekdayClock: (at: Timestamp) => string;
  /** The shortest that says when, beside `now`: 14:02, Fri, 14 Oct, 28 Mar 2024. */
  short: (at: Timestamp, now: Timestamp) => string;
  /** Today, Yesterday, Friday, 14 October: a line between days. */
  day: (at: Timestamp, now: Timestamp) => string;
  /** When something comes, as exactly as needed: 18:00, Mon, 08:00, 24 Nov, 08:00. */
  until: (at: Timestamp, now: Timestamp) => string;
  /** Friday 20 November 2026, 14:02: for tooltips. */
  exact: (at: Timestamp) => string;
  /** 20 Nov 2026, 13:30: a moment that can be written as well as read. */
  moment: (at: Timestamp) => string;
  /** 14 October: a day without a line of its own. */
  date: (at: Timestamp) => string;
  /** 3 days, 2 years: how long something goes back. */
  span: (milliseconds: number) => string;
  /** 12 s, 6 min, 2 h, 23 h 54 min, 3 d */
  length: (milliseconds: number) => string;
  /** 0:42: counts down. */
  countdown: (milliseconds: number) => string;
  /** 184 KB */
  bytes: (bytes: number) => string;
  /** 1,284 */
  number: (value: number) => string;
  /** 1.1 million, as people read it. */
  roughly: (value: number) => string;
}

/** Making one takes as long as many messages take to be drawn, so each is made once, and anew where the machine has gone elsewhere. */
function dates(locale: string, options: Intl.DateTimeFormatOptions): (at: Timestamp) => string {
  let made: Intl.DateTimeFormat | null = null;
  let zone = 0;
  return (at) => {
    const here = new Date().getTimezoneOffset();
    if (made === null || zone !== here) made = new Intl.DateTimeFormat(locale, { hourCycle: "h23", ...options });
    zone = here;
    return made.format(at).replace(/(\d{4}) г\.$/, "$1");
  };
}

function numbers(locale: string, options: Intl.NumberFormatOptions): Count {
  let made: Intl.NumberFormat | null = null;
  return (value) => {
    made ??= new Intl.NumberFormat(locale, options);
    return made.format(value);
  };
}

const formats = new WeakMap<I18n, { locale: string; format: Format }>();

/** The formats of a language, made once for it. */
export function formatOf(i18n: I18n): Format {
  const locale = formatLocale(i18n.locale);
  const before = formats.get(i18n);
  if (before?.locale === locale) return before.format;
  const format = makeFormat(i18n, locale);
  formats.set(i18n, { locale, format });
  return format;
}

function makeFormat(i18n: I18n, locale: string): Format {
  const write = (options: Intl.DateTimeFormatOptions) => dates(locale, options);
  const count = (options: Intl.NumberFormatOptions) => numbers(locale, options);
  const clock = write({ hour: "2-digit", minute: "2-digit" });
  const weekday = write({ weekday: "short" });
  const weekdayLong = write({ weekday: "long" });
  const dayMonth = write({ day: "numeric", month: "short" });
  const dayMonthYear = write({ day: "numeric", month: "short", year: "numeric" });
  const date = write({ day: "numeric", month: "long" });
  const dateYear = write({ day: "numeric", month: "long", year: "numeric" });
  const whole = write({ weekday: "long", day: "numeric", month: "long", year: "numeric" });
  const [number, compact] = [count({}), count({ notation: "compact", compactDisplay: "long" })];
  const bytes = bytesOf(i18n, count({ maximumFractionDigits: 0 }), count({ maximumFractionDigits: 1 }));
  const ahead = (at: Timestamp, now: Timestamp) => midnights(now, at);
  return {
    clock,
    weekdayClock: (at) => `${weekday(at)} ${clock(at)}`,
    short(at, now) {
      const days = -ahead(at, now);
      if (days <= 0) return clock(at);
      if (days < 7) return weekday(at);
      return sameYear(at, now) ? dayMonth(at) : dayMonthYear(at);
    },
    day(at, now) {
      const days = -ahead(at, now);
      if (days <= 0) return i18n._(msg`Today`);
      if (days === 1) return i18n._(msg`Yesterday`);
      if (days < 7) return sentenceCase(weekdayLong(at), locale);
      return sameYear(at, now) ? date(at) : dateYear(at);
    },
    until(at, now) {
      const days = ahead(at, now);
      if (days === 0) return clock(at);
      if (days > 0 && days < 7) return `${weekday(at)}, ${clock(at)}`;
      return `${sameYear(at, now) ? dayMonth(at) : dayMonthYear(at)}, ${clock(at)}`;
    },
    exact: (at) => `${whole(at)}, ${clock(at)}`,
    moment: (at) => `${dayMonthYear(at)}, ${clock(at)}`,
    date,
    span: (milliseconds) => spanOf(milliseconds, i18n),
    length: (milliseconds) => lengthOf(milliseconds, i18n),
    countdown(milliseconds) {
      const seconds = Math.max(0, Math.ceil(milliseconds / 1000));
      return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    },
    bytes,
    number,
    roughly: (value) => (value < 100_000 ? number(value) : compact(value)),
  };
}

/** The formats of the language in force. */
export function useFormat(): Format {
  const { i18n } = useLingui();
  return formatOf(i18n);
}

/** How many midnights lie between two moments; negative into the past. */
export function midnights(from: Timestamp, to: Timestamp): number {
  const day = (at: Timestamp) => new Date(at).setHours(0, 0, 0, 0);
  return Math.round((day(to) - day(from)) / DAY);
}

function sameYear(one: Timestamp, other: Timestamp): boolean {
  return new Date(one).getFullYear() === new Date(other).getFullYear();
}

function sentenceCase(words: string, locale: string): string {
  return words.charAt(0).toLocaleUpperCase(locale) + words.slice(1);
}

function lengthOf(milliseconds: number, i18n: I18n): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  if (seconds < 60) return i18n._(msg`${seconds} s`);
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (hours === 0) return i18n._(msg`${minutes} min`);
  if (hours >= 48) return i18n._(msg`${Math.floor(hours / 24)} d`);
  return rest === 0 ? i18n._(msg`${hours} h`) : i18n._(msg`${hours} h ${rest} min`);
}

function spanOf(milliseconds: number, i18n: I18n): string {
  const days = Math.max(1, Math.round(milliseconds / DAY));
  const months = Math.round(days / 30.4);
  const years = Math.round(days / 365.25);
  if (days < 60) return i18n._(msg`${plural(days, { one: "# day", other: "# days" })}`);
  if (months < 24) return i18n._(msg`${plural(months, { one: "# month", other: "# months" })}`);
  return i18n._(msg`${plural(years, { one: "# year", other: "# years" })}`);
}

type Count = (value: number) => string;

function bytesOf(i18n: I18n, whole: Count, tenths: Count): (bytes: number) => string {
  return (bytes) => {
    if (bytes < 1000) return i18n._(msg`${plural(bytes, { one: "# byte", other: "# bytes" })}`);
    if (bytes < 1_000_000) return i18n._(msg`${whole(bytes / 1000)} KB`);
    return i18n._(msg`${tenths(bytes / 1_000_000)} MB`);
  };
}
