import type { Label, Window } from "../host/contract";
import { fold } from "../keys/fold";
import { labelsOf } from "./schedule-labels";
import {
  allDays,
  daysOf,
  isExcept,
  isFiller,
  isGroup,
  isNameWord,
  joined,
  otherLayout,
  plain,
  timesOf,
  tokensOf,
} from "./schedule-words";

/** Why a sentence is no schedule yet. */
export type SentenceProblem =
  | { what: "empty" }
  | { what: "no_name" }
  | { what: "no_times" }
  /** A word after the name that is neither a day nor a time. */
  | { what: "not_read"; word: string }
  /** A name after «except» that is no label; empty where none was written yet. */
  | { what: "no_label"; name: string };

/** What was read. With a problem, it is what could be read in spite of it, so that it can be drawn while typing. */
export interface Sentence {
  name: string;
  windows: Window[];
  /** The labels that may ring through. */
  labels: Label[];
  problem: SentenceProblem | null;
}

/**
 * Reads a schedule as people write it, in English or Russian and in either layout: «Night 22-8 except VIP», «Обед пн-пт
 * 13-14», «Weekend sat, sun 9-22». Days stand before their times; times without days are for every day.
 */
export function parseSchedule(text: string, labels: readonly Label[]): Sentence {
  const words = joined(tokensOf(text));
  const at = words.findIndex((word) => isExcept(word));
  const tail = at < 0 ? null : labelsOf(words.slice(at + 1), labels);
  const head = headOf(at < 0 ? words : [...words.slice(0, at), ...(tail?.rest ?? [])]);
  const otherwise = words.some(onlyOtherwise);
  const problem = words.length === 0 ? ({ what: "empty" } as const) : (head.problem ?? tail?.problem ?? null);
  const name = nameOf(head.name, otherwise);
  return { name, windows: head.windows, labels: tail?.labels ?? [], problem: problem ?? lacking(head) };
}

function lacking({ name, windows }: Head): SentenceProblem | null {
  if (windows.length === 0) return { what: "no_times" };
  return name.length === 0 ? { what: "no_name" } : null;
}

interface Head {
  /** The words of the name. */
  name: readonly string[];
  windows: Window[];
  problem: SentenceProblem | null;
}

/** The name, then days and times. */
function headOf(words: readonly string[]): Head {
  const begin = words.findIndex((word) => daysOf(word) !== null || timesOf(word) !== null);
  const before = begin < 0 ? words : words.slice(0, begin);
  const name = before.slice(0, before.findLastIndex((word) => !isFiller(word)) + 1);
  const rest = begin < 0 ? [] : words.slice(begin);
  const [first = "", second = ""] = rest;
  // «Weekend sat, sun 9-22» is called Weekend; «Weekend 9-22» is called so too, and means those days.
  const calledByDays = name.length === 0 && isGroup(first);
  const read = timetable(calledByDays && daysOf(second) !== null ? rest.slice(1) : rest, name.length === 0);
  const written = [name, read.name, calledByDays ? [first] : []].find((words) => words.length > 0) ?? [];
  return { ...read, name: written };
}

/** Days and times in turn. Without a name so far, the words that are neither are the name. */
function timetable(words: readonly string[], nameless: boolean): Head {
  const name: string[] = [];
  const windows: Window[] = [];
  let days: readonly number[] = [];
  let timed = true;
  let problem: SentenceProblem | null = null;
  for (const word of words) {
    const times = timesOf(word);
    const some = daysOf(word);
    if (times !== null) {
      windows.push({ days: [...days], ...times });
      timed = true;
    } else if (some !== null) {
      days = timed ? some : [...days, ...some];
      timed = false;
    } else if (nameless && !isFiller(word)) name.push(word);
    else if (!isFiller(word)) problem ??= { what: "not_read", word: plain(word) };
  }
  // «13-14 on weekdays»: days at the end are of the times before, if those have none.
  const late = !timed && windows.length > 0 && windows.every((window) => window.days.length === 0) ? days : null;
  if (!timed && late === null) problem ??= { what: "no_times" };
  return { name, windows: tidy(windows, late ?? allDays), problem };
}

/** Windows with the same times are one, with the days of all; those without days are of the days said otherwise. */
function tidy(windows: readonly Window[], otherwise: readonly number[]): Window[] {
  const tidied: Window[] = [];
  for (const { days, from, to } of windows) {
    const same = tidied.find((window) => window.from === from && window.to === to);
    const some = new Set([...(same?.days ?? []), ...(days.length === 0 ? otherwise : days)]);
    const sorted = [...some].toSorted((one, other) => one - other);
    if (same === undefined) tidied.push({ days: sorted, from, to });
    else same.days = sorted;
  }
  return tidied;
}

/** A name as it was meant, with a large first letter: in the layout in which it or the words around it make sense. */
function nameOf(words: readonly string[], otherwise: boolean): string {
  const typed = words.map(plain).join(" ");
  const other = words.map(otherLayout).join(" ");
  const meant = !isNameWord(fold(typed)) && (otherwise || isNameWord(fold(other))) ? other : typed;
  return meant.charAt(0).toLocaleUpperCase() + meant.slice(1);
}

/** Whether a word is a word of schedules only when it is read in the other layout. */
function onlyOtherwise(word: string): boolean {
  const known = (eitherLayout: boolean) => daysOf(word, eitherLayout) !== null || isExcept(word, eitherLayout);
  return known(true) && !known(false);
}
