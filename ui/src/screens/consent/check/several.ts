import type { PersonConsent, PurposeId, Refusal } from "../../../host/contract";

/** How many of several people may be written to, and why the rest may not. They add up to all. */
export interface Counts {
  yes: number;
  waiting: number;
  never: number;
  expired: number;
  withdrew: number;
  blocked: number;
}

const PARTS: Readonly<Record<Refusal, keyof Counts>> = {
  no_consent: "never",
  no_such_purpose: "never",
  window_closed: "never",
  asked: "waiting",
  not_confirmed: "waiting",
  expired: "expired",
  declined: "withdrew",
  withdrawn: "withdrew",
  stopped_at_provider: "withdrew",
  blocked: "blocked",
  group_link: "never",
};

/** Counts the answers for one purpose. */
export function countsFor(people: readonly PersonConsent[], purpose: PurposeId): Counts {
  const counts: Counts = { yes: 0, waiting: 0, never: 0, expired: 0, withdrew: 0, blocked: 0 };
  for (const { purposes } of people) {
    const row = purposes.find((one) => one.purpose === purpose);
    counts[row === undefined ? "never" : row.denial === null ? "yes" : PARTS[row.denial.refusal]] += 1;
  }
  return counts;
}

/** The lines of a pasted list, each once: names and numbers, whatever parts them. */
export function linesOf(text: string): string[] {
  const lines = text.split(/[\n;,\t]+/u).map((line) => line.trim());
  return [...new Set(lines.filter((line) => line !== ""))];
}
