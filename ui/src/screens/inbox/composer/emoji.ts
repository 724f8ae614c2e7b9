import data from "./emoji.json";
import { fold } from "@/keys/fold.ts";

/** One emoji with the words by which it is found; the first of them are its name. */
export interface Emoji {
  emoji: string;
  en: string;
  ru: string;
}

const all: readonly Emoji[] = data.map(([, emoji = "", en = "", ru = ""]) => ({ emoji, en, ru }));

/** The emoji that answer to what was typed in either language; all without a query. */
export function emojiFound(query: string): readonly Emoji[] {
  const words = fold(query).split(/\s+/u).filter(Boolean);
  if (words.length === 0) return all;
  return all.filter(({ emoji, en, ru }) => words.every((word) => fold(`${en} ${ru} ${emoji}`).includes(word)));
}
