import type { Label } from "../host/contract";
import { fold, toLatin } from "../keys/fold";
import type { SentenceProblem } from "./schedule-sentence";
import { daysOf, plain, readings, timesOf } from "./schedule-words";

const FILLER = /^(and|or|for|the|labels?|и|или|для|метк(а|и|у|ой)|меток)$/;
/** So many letters of a name are enough where no other label begins so. */
const ENOUGH = 2;

interface Found {
  labels: Label[];
  /** Days and times that stand after the labels. */
  rest: readonly string[];
  problem: SentenceProblem | null;
}

/** The labels that words name, the longest names first; what is no label must be a day or a time. */
export function labelsOf(words: readonly string[], labels: readonly Label[]): Found {
  const found = new Map<number, Label>();
  for (let at = 0; at < words.length;) {
    const named = longest(words, at, labels);
    const word = words[at] ?? "";
    if (named !== null) {
      found.set(named.label.label_id, named.label);
      at += named.words;
    } else if (FILLER.test(fold(plain(word)))) at += 1;
    else if (daysOf(word) !== null || timesOf(word) !== null) return ended(found, words.slice(at), null);
    else return ended(found, [], { what: "no_label", name: plain(word) });
  }
  return ended(found, [], found.size === 0 ? { what: "no_label", name: "" } : null);
}

function ended(found: ReadonlyMap<number, Label>, rest: readonly string[], problem: SentenceProblem | null): Found {
  return { labels: [...found.values()], rest, problem };
}

function longest(
  words: readonly string[],
  at: number,
  labels: readonly Label[],
): { label: Label; words: number } | null {
  for (let length = words.length - at; length > 0; length--) {
    const name = words.slice(at, at + length).join(" ");
    const label = labels.find((one) => spellings(name).some((spelling) => spellingsOf(one).includes(spelling)));
    if (label !== undefined) return { label, words: length };
  }
  const begun = beginning(words[at] ?? "", labels);
  return begun === null ? null : { label: begun, words: 1 };
}

/** The only label that begins so, while its name is being typed. */
function beginning(word: string, labels: readonly Label[]): Label | null {
  if (word.length < ENOUGH) return null;
  const fits = (label: Label) =>
    spellings(word).some((spelling) => spellingsOf(label).some((name) => name.startsWith(spelling)));
  const [first, second] = labels.filter(fits);
  return first === undefined || second !== undefined ? null : first;
}

function spellings(name: string): string[] {
  return readings(name).map(withoutCommas);
}

/** A label as it may be written: commas of its name part words in a sentence. */
function spellingsOf({ name }: Label): string[] {
  const written = withoutCommas(fold(name));
  return [written, toLatin(written)];
}

function withoutCommas(name: string): string {
  return name.replace(/[\s,;]+/g, " ").trim();
}
