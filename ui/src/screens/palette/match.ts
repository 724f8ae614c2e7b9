import { fold, inOtherLayout, toLatin } from "../../keys/fold";

/** How well something was found; less is better. */
export interface Match {
  score: number;
  /** The query as it was read, where it was typed in the other layout. */
  readAs: string | null;
}

/**
 * Looks for a query in texts, the first of which counts most. Each word of the query must begin a word of the text;
 * case, ё and accents do not count, Latin letters find Russian words, and a wrong layout is corrected.
 */
export function match(query: string, texts: readonly string[]): Match | null {
  const straight = best(query, texts);
  if (straight !== null) return { score: straight, readAs: null };
  const other = inOtherLayout(query);
  const score = other === null ? null : best(other, texts);
  return score === null ? null : { score: score + 5, readAs: other };
}

function best(query: string, texts: readonly string[]): number | null {
  let found: number | null = null;
  for (const [index, text] of texts.entries()) {
    const score = one(fold(query), fold(text)) ?? latin(query, text);
    if (score !== null && (found === null || score + index < found)) found = score + index;
  }
  return found;
}

function latin(query: string, text: string): number | null {
  const score = one(toLatin(query), toLatin(text));
  return score === null ? null : score + 1;
}

function one(query: string, text: string): number | null {
  const asked = query.split(/\s+/).filter((word) => word !== "");
  if (asked.length === 0) return null;
  if (text.startsWith(asked.join(" "))) return 0;
  const words = text.split(/[^\p{L}\p{N}]+/u);
  if (asked.every((part) => words.some((word) => word.startsWith(part)))) return 1;
  return null;
}
