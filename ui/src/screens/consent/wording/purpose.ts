import { toLatin } from "../../../keys/fold";
import type { Purpose, PurposeId } from "../../../host/contract";

/** A purpose that is made: nothing is permitted until it is ticked. */
export const NEW_PURPOSE: Purpose = {
  purpose: "",
  title: "",
  permits: [],
  invites: false,
  confirm: false,
  lasts_days: null,
  keywords: [],
};

/** The word of a new purpose in the ledger: its title in Latin letters, and no other's. */
export function wordFor(title: string, taken: readonly Purpose[]): PurposeId {
  const plain = toLatin(title)
    .replaceAll(/[^a-z0-9]+/gu, "_")
    .replaceAll(/^_+|_+$/gu, "")
    .slice(0, 40);
  const word = plain === "" ? "purpose" : plain;
  const isTaken = (name: string) => taken.some((one) => one.purpose === name);
  for (let number = 1; ; number++) {
    const name = number === 1 ? word : `${word}_${number}`;
    if (!isTaken(name)) return name;
  }
}

/** Words that are written with commas between them, each once. */
export function wordsOf(text: string): string[] {
  const words = text.split(/[,;\n]+/u).map((word) => word.trim());
  return [...new Set(words.filter((word) => word !== ""))];
}

/** How long a grant is good, as typed; none without end. Not a number of days where it is none. */
export function daysOf(text: string): number | null {
  if (text.trim() === "") return null;
  return /^[1-9]\d{0,3}$/u.test(text.trim()) ? Number(text.trim()) : Number.NaN;
}
