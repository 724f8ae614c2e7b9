/** A stretch of a text. */
export interface Piece {
  /** Its characters. */
  text: string;
  /** Where it begins. */
  at: number;
  /** Whether it speaks to the operator. */
  mention: boolean;
}

/** Splits a text at the places where the operator is spoken to: `@Mira` or `@Mira Halonen`. */
export function piecesOf(text: string, operator: string): Piece[] {
  const first = operator.split(/\s+/u)[0] ?? "";
  if (first === "" || !text.includes("@")) return [{ text, at: 0, mention: false }];
  const names = [operator, first].map((name) => name.replaceAll(/[.*+?^${}()|[\]\\]/gu, "\\$&"));
  const mention = new RegExp(`@(?:${names.join("|")})(?![\\p{L}\\p{N}_])`, "giu");
  const pieces: Piece[] = [];
  let end = 0;
  for (const match of text.matchAll(mention)) {
    if (match.index > end) pieces.push({ text: text.slice(end, match.index), at: end, mention: false });
    pieces.push({ text: match[0], at: match.index, mention: true });
    end = match.index + match[0].length;
  }
  if (end < text.length) pieces.push({ text: text.slice(end), at: end, mention: false });
  return pieces;
}
