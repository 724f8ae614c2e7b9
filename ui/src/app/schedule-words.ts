import type { Window } from "../host/contract";
import { fold, inOtherLayout } from "../keys/fold";
import { clock, weekdayOf } from "./time";

/** Every day of the week; 1 is Monday, as in a window. */
export const allDays: readonly number[] = [1, 2, 3, 4, 5, 6, 7];

const GROUPS: readonly (readonly [RegExp, readonly number[]])[] = [
  [/^(week|work)days?$|^будн(и|ям|ие)$/, [1, 2, 3, 4, 5]],
  [/^weekends?$|^выходн(ые|ым|ой)$/, [6, 7]],
  [/^(daily|everyday|always|ежедневно|всегда)$/, allDays],
];

const EXCEPT = /^(except|but|excluding|кроме|исключая)$/;
const FILLER = /^(on|at|from|and|the|in|each|every|for|с|со|в|во|и|по|на|кажд(ый|ую|ое|ые))$/;
const JOINER = /^(to|till|until|thru|through|до|по)$/;
/** What schedules are called most; such a name typed in the wrong layout is seen to be one. */
const NAME =
  /^(nights?|evening|morning|lunch|break|dinner|weekends?|weekdays|holidays?|vacation|sleep|quiet|ночь|вечер|утро|обед|перерыв|ужин|выходные|будни|праздники?|отпуск|сон|тишина)$/;

/** The words of a sentence, as typed: spaces around hyphens, commas and «6 pm» are not in the way any more. */
export function tokensOf(text: string): string[] {
  return text
    .replace(/[–—−]/g, "-")
    .replace(/\s*-\s*/g, "-")
    .replace(/(\d)\s*(am|pm)(?![\p{L}\d])/giu, "$1$2")
    .replace(/(\d)\s*(утра|ночи)(?![\p{L}\d])/giu, "$1am")
    .replace(/(\d)\s*(дня|вечера)(?![\p{L}\d])/giu, "$1pm")
    .replace(/(every|each) day(?!\p{L})|(каждый день|все дни)(?!\p{L})/giu, "daily")
    .replace(/(?<=\d)[,;]/g, " ")
    .split(/\s+/)
    .flatMap(apart)
    .filter((word) => plain(word) !== "" && word !== "-");
}

/** «sat,sun» as two words. Other commas stay inside: in the other layout they are letters. */
function apart(word: string): string[] {
  const parts = word.split(/[,;]/);
  return parts.every((part) => daysOf(part) !== null) ? parts : [word];
}

/** A word without the signs after it. */
export function plain(word: string): string {
  return word.replace(/[,.;?]+$/, "");
}

/** The same keys in the other layout, without the comma that a letter may stand for. */
export function otherLayout(word: string): string {
  return plain(inOtherLayout(word) ?? word);
}

/** A word as it is compared: as typed, and as it would be in the other layout, where a comma may be a letter. */
export function readings(word: string): string[] {
  return [fold(plain(word)), fold(otherLayout(plain(word))), fold(otherLayout(word))];
}

/** The first reading of a word that means something. */
function meaning<T>(word: string, eitherLayout: boolean, of: (word: string) => T | null): T | null {
  for (const reading of eitherLayout ? readings(word) : [fold(plain(word))]) {
    const found = of(reading);
    if (found !== null) return found;
  }
  return null;
}

/** The days that a word names: «sat», «пн-пт», «weekdays»; null where it names none. */
export function daysOf(word: string, eitherLayout = true): readonly number[] | null {
  return meaning(word, eitherLayout, (reading) => groupOf(reading) ?? dayRange(reading));
}

/** Whether a word names several days by their kind: «weekend». */
export function isGroup(word: string): boolean {
  return meaning(word, true, groupOf) !== null;
}

function groupOf(word: string): readonly number[] | null {
  return GROUPS.find(([pattern]) => pattern.test(word))?.[1] ?? null;
}

function dayRange(word: string): readonly number[] | null {
  const [first, last, ...more] = word.split("-").map((day) => weekdayOf(day.replace(/\.$/, "")));
  if (first === undefined || first < 0 || more.length > 0) return null;
  if (last === undefined) return [first === 0 ? 7 : first];
  if (last < 0) return null;
  const length = ((last - first + 7) % 7) + 1;
  return Array.from({ length }, (_, day) => ((first + day + 6) % 7) + 1);
}

/** From when till when, in minutes after midnight: «22-8», «13:00-14:30», «9am-5pm». Till 24 is till midnight. */
export function timesOf(word: string): Pick<Window, "from" | "to"> | null {
  return meaning(word, true, (reading) => {
    const [from, to, ...more] = reading.split("-").map(minutes);
    return from == null || to == null || more.length > 0 ? null : { from, to };
  });
}

function minutes(time: string): number | null {
  if (/^24([:.]00)?$/.test(time)) return 0;
  const found = clock([time]);
  return found === null ? null : found[0] * 60 + found[1];
}

/** Whether what follows may ring through. */
export function isExcept(word: string, eitherLayout = true): boolean {
  return meaning(word, eitherLayout, (reading) => (EXCEPT.test(reading) ? true : null)) !== null;
}

/** Whether a word only joins others. */
export function isFiller(word: string): boolean {
  return FILLER.test(fold(plain(word)));
}

/** Whether schedules are often called so. */
export function isNameWord(folded: string): boolean {
  return NAME.test(folded);
}

/** «from 22 to 8» as «22-8», «с пн по пт» as «пн-пт». */
export function joined(words: readonly string[]): string[] {
  const out: string[] = [];
  for (const word of words) {
    const joiner = out.at(-1);
    const first = out.at(-2);
    if (joiner !== undefined && first !== undefined && isJoiner(joiner) && fitTogether(first, word)) {
      out.splice(-2, 2, `${plain(first)}-${word}`);
    } else out.push(word);
  }
  return out;
}

function isJoiner(word: string): boolean {
  return readings(word).some((reading) => JOINER.test(reading));
}

function fitTogether(first: string, last: string): boolean {
  const isTime = (word: string) => minutes(fold(plain(word))) !== null;
  const isDay = (word: string) => daysOf(word)?.length === 1;
  return (isTime(first) && isTime(last)) || (isDay(first) && isDay(last));
}
