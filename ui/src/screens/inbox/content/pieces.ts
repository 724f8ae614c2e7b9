/** A stretch of a text. */
export interface Piece {
  /** Its characters. */
  text: string;
  /** Where it begins. */
  at: number;
  /** Whether it speaks to the operator. */
  mention: boolean;
  /** Whether it is an address on the web. */
  link: boolean;
}

const LINK = /(?<![\p{L}\p{N}_@.])(?:https?:\/\/|www\.)[^\s<>"«»“”]+/giu;
/** What ends a sentence and not an address. */
const TAIL = /[.,;:!?…'’)\]}*_~]+$/u;

/** Splits a text at its links and at the places where the operator is spoken to: `@Mira` or `@Mira Halonen`. */
export function piecesOf(text: string, operator: string): Piece[] {
  const mention = mentionsOf(operator);
  return split(text, 0, LINK, addressOf).flatMap(({ text: part, at, found }): Piece[] =>
    found
      ? [{ text: part, at, mention: false, link: true }]
      : split(part, at, mention, (match) => match).map((piece) => ({
          text: piece.text,
          at: piece.at,
          mention: piece.found,
          link: false,
        })),
  );
}

/** The addresses in a text, each once. */
export function linksOf(text: string): string[] {
  const links = split(text, 0, LINK, addressOf).filter(({ found }) => found);
  return [...new Set(links.map((link) => link.text))];
}

/** Without the end of the sentence, but with a bracket that was opened within: `…/Tea_(drink)`. */
function addressOf(match: string): string {
  const bare = match.replace(TAIL, "");
  const rest = match.slice(bare.length);
  return rest.startsWith(")") && bare.split("(").length > bare.split(")").length ? `${bare})` : bare;
}

/** The pattern of the operator who read last: making it costs more than a bubble. */
let made: { operator: string; pattern: RegExp | null } | null = null;

function mentionsOf(operator: string): RegExp | null {
  if (made?.operator !== operator) made = { operator, pattern: patternOf(operator) };
  return made.pattern;
}

function patternOf(operator: string): RegExp | null {
  const first = operator.split(/\s+/u)[0] ?? "";
  if (first === "") return null;
  const names = [operator, first].map((name) => name.replaceAll(/[.*+?^${}()|[\]\\]/gu, "\\$&"));
  return new RegExp(`@(?:${names.join("|")})(?![\\p{L}\\p{N}_])`, "giu");
}

function split(text: string, start: number, pattern: RegExp | null, keep: (match: string) => string) {
  const pieces: { text: string; at: number; found: boolean }[] = [];
  let end = 0;
  for (const match of pattern === null ? [] : text.matchAll(pattern)) {
    const kept = keep(match[0]);
    if (match.index > end) pieces.push({ text: text.slice(end, match.index), at: start + end, found: false });
    pieces.push({ text: kept, at: start + match.index, found: true });
    end = match.index + kept.length;
  }
  if (end < text.length || pieces.length === 0) pieces.push({ text: text.slice(end), at: start + end, found: false });
  return pieces;
}
