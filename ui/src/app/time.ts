import type { Timestamp } from "../host/contract";
import { fold } from "../keys/fold";

/** When a working day begins, for times that name a day alone. */
export const MORNING = 8;
const EVENING = 18;

const WEEKDAYS: readonly (readonly string[])[] = [
  ["su", "sun", "sunday", "sundays", "вс", "воскресенье", "воскресенья", "воскресеньям"],
  ["mo", "mon", "monday", "mondays", "пн", "понедельник", "понедельника", "понедельникам"],
  ["tu", "tue", "tues", "tuesday", "tuesdays", "вт", "вторник", "вторника", "вторникам"],
  ["we", "wed", "wednesday", "wednesdays", "ср", "среда", "среду", "среды", "средам"],
  ["th", "thu", "thur", "thurs", "thursday", "thursdays", "чт", "четверг", "четверга", "четвергам"],
  ["fr", "fri", "friday", "fridays", "пт", "пятница", "пятницу", "пятницы", "пятницам"],
  ["sa", "sat", "saturday", "saturdays", "сб", "суббота", "субботу", "субботы", "субботам"],
];

const MONTHS: readonly (readonly string[])[] = [
  ["jan", "янв"],
  ["feb", "фев"],
  ["mar", "мар"],
  ["apr", "апр"],
  ["may", "мая", "май"],
  ["jun", "июн"],
  ["jul", "июл"],
  ["aug", "авг"],
  ["sep", "сен"],
  ["oct", "окт"],
  ["nov", "ноя"],
  ["dec", "дек"],
];

const MINUTE = 60_000;
const UNITS: readonly (readonly [RegExp, "minutes" | "hours" | "days" | "weeks"])[] = [
  [/^(m|min|mins|minutes?|м|мин|минут[ауы]?)$/, "minutes"],
  [/^(h|hrs?|hours?|ч|час|часа|часов)$/, "hours"],
  [/^(d|days?|д|дн|день|дня|дней)$/, "days"],
  [/^(w|weeks?|нед|недел[яюиь])$/, "weeks"],
];

const AHEAD: Readonly<Record<string, number>> = {
  today: 0,
  сегодня: 0,
  tomorrow: 1,
  tmr: 1,
  завтра: 1,
  послезавтра: 2,
};

/**
 * Reads a time as people write it, in English or Russian, in this computer's time zone: «fri 18:00», «tomorrow»,
 * «in 2 h», «24 nov 10:00», «до пн», «через 2 ч», «завтра в 9». A day without a time begins at eight, a time without a
 * day is the next such time. Null where it cannot be read or is not in the future.
 */
export function parseTime(text: string, now: Timestamp): Timestamp | null {
  const words = fold(text)
    .replace(/(\d)([a-zа-я]{1,5})(?=\s|$)/gu, (whole, digit: string, unit: string) =>
      isUnit(unit) ? `${digit} ${unit}` : whole,
    )
    .split(/[\s,]+/)
    .filter((word) => word !== "" && !["at", "on", "until", "till", "next", "до", "в", "во", "к", "на"].includes(word));
  if (words.length === 0) return null;
  const at = after(words, now) ?? onDay(words, now);
  return at !== null && at > now ? at : null;
}

function isUnit(word: string): boolean {
  return UNITS.some(([pattern]) => pattern.test(word));
}

/** «in 2 h», «через час», «30 min». */
function after(words: readonly string[], now: Timestamp): Timestamp | null {
  const rest = words[0] === "in" || words[0] === "через" ? words.slice(1) : words;
  if (rest.length > 2 || rest.length === 0) return null;
  const named = rest.length === 2;
  const amount = named ? Number(/^(an?|one|один|одну)$/.test(rest[0] ?? "") ? 1 : rest[0]) : 1;
  const unit = UNITS.find(([pattern]) => pattern.test(rest[named ? 1 : 0] ?? ""))?.[1];
  if (unit === undefined || !Number.isFinite(amount) || amount <= 0) return null;
  if (!named && rest === words && unit !== "weeks") return null;
  switch (unit) {
    case "minutes":
      return now + amount * MINUTE;
    case "hours":
      return now + amount * 60 * MINUTE;
    case "days":
      return named ? sameTime(now, amount) : dayAt(now, 1, MORNING, 0);
    case "weeks":
      return named || rest !== words ? sameTime(now, amount * 7) : weekdayAt(now, 1, MORNING, 0);
  }
}

/** «fri 18:00», «завтра», «24 nov», «24.11», «18:00», «вечером». */
function onDay(words: readonly string[], now: Timestamp): Timestamp | null {
  const date = monthDay(words, now);
  if (date !== null) {
    const time = clock(words.slice(date.taken)) ?? (words.length === date.taken ? [MORNING, 0] : null);
    return time === null ? null : new Date(date.at).setHours(time[0] ?? 0, time[1] ?? 0, 0, 0);
  }
  const [first = "", ...rest] = words;
  const ahead = AHEAD[first];
  const weekday = weekdayOf(first);
  const named = ahead !== undefined || weekday >= 0;
  const time = clock(named ? rest : words) ?? (named && rest.length === 0 ? ([MORNING, 0] as const) : null);
  if (time === null) return null;
  if (ahead !== undefined) return dayAt(now, ahead, time[0], time[1]);
  if (weekday >= 0) return weekdayAt(now, weekday, time[0], time[1]);
  const today = dayAt(now, 0, time[0], time[1]);
  return today > now ? today : dayAt(now, 1, time[0], time[1]);
}

/** Which day of the week a folded word names: 0 is Sunday, as in `Date`; −1 none. */
export function weekdayOf(word: string): number {
  return WEEKDAYS.findIndex((names) => names.includes(word));
}

/** Hour and minute that folded words name: «9», «13:30», «6 pm», «7 вечера». */
export function clock(words: readonly string[]): readonly [number, number] | null {
  const [first = "", second] = words;
  if (words.length === 1 && /^(tonight|evening|вечером|вечера)$/.test(first)) return [EVENING, 0];
  if (words.length === 1 && /^(morning|утром|утра)$/.test(first)) return [MORNING, 0];
  if (words.length === 1 && first === "noon") return [12, 0];
  const found = /^(\d{1,2})(?:[:.](\d{2}))?(am|pm)?$/.exec(first);
  if (found === null || words.length > 2) return null;
  const half = found[3] ?? second;
  if (half !== undefined && !["am", "pm", "утра", "вечера", "дня"].includes(half)) return null;
  const late = half === "pm" || half === "вечера" || half === "дня";
  const hour = half === undefined ? Number(found[1]) : (Number(found[1]) % 12) + (late ? 12 : 0);
  const minute = Number(found[2] ?? 0);
  return hour < 24 && minute < 60 ? [hour, minute] : null;
}

function monthDay(words: readonly string[], now: Timestamp): { at: Timestamp; taken: number } | null {
  const [first = "", second = ""] = words;
  const dotted = /^(\d{1,2})\.(\d{1,2})\.?$/.exec(first);
  const month = dotted === null ? monthOf(second) : Number(dotted[2]) - 1;
  const day = Number(dotted === null ? first : dotted[1]);
  if (dotted !== null && words.length === 1 && first.length === 5 && month > 11) return null;
  if (month < 0 || month > 11 || !Number.isInteger(day) || day < 1 || day > 31) return swapped(words, now);
  const year = new Date(now).getFullYear();
  const at = new Date(year, month, day, 23, 59).getTime();
  const next = at > now ? at : new Date(year + 1, month, day, 23, 59).getTime();
  return { at: next, taken: dotted === null ? 2 : 1 };
}

/** «nov 24». */
function swapped([first = "", second = "", ...rest]: readonly string[], now: Timestamp) {
  return monthOf(first) >= 0 && /^\d{1,2}$/.test(second) ? monthDay([second, first, ...rest], now) : null;
}

/** Which month a folded word names: 0 is January; −1 none. */
export function monthOf(word: string): number {
  if (word.length < 3) return -1;
  return MONTHS.findIndex((names) => names.some((name) => word.startsWith(name)));
}

function sameTime(now: Timestamp, days: number): Timestamp {
  const date = new Date(now);
  return date.setDate(date.getDate() + days);
}

function dayAt(now: Timestamp, days: number, hour: number, minute: number): Timestamp {
  const date = new Date(now);
  date.setDate(date.getDate() + days);
  return date.setHours(hour, minute, 0, 0);
}

/** The next such weekday; today counts while the time is still to come. */
function weekdayAt(now: Timestamp, weekday: number, hour: number, minute: number): Timestamp {
  const days = (weekday - new Date(now).getDay() + 7) % 7;
  const at = dayAt(now, days, hour, minute);
  return at > now ? at : dayAt(now, days + 7, hour, minute);
}
