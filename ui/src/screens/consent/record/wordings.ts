import type { PurposeId, Wording, WordingRef } from "../../../host/contract";

/** The texts of a purpose, the newest first; of one version those in the wanted language before the rest. */
export function textsOf(wordings: readonly Wording[], purpose: PurposeId, language: string): Wording[] {
  return wordings
    .filter((one) => one.purpose === purpose)
    .toSorted(
      (one, other) =>
        other.version - one.version ||
        Number(other.language === language) - Number(one.language === language) ||
        one.language.localeCompare(other.language),
    );
}

/** The newest text in the wanted language, else the newest in any. */
export function currentOf(wordings: readonly Wording[], purpose: PurposeId, language: string): Wording | null {
  const texts = textsOf(wordings, purpose, language);
  return texts.find((one) => one.language === language) ?? texts[0] ?? null;
}

/** Whether no newer version of a text is there in its language. */
export function isCurrent(wordings: readonly Wording[], wording: Wording): boolean {
  return !wordings.some(
    (one) => one.purpose === wording.purpose && one.language === wording.language && one.version > wording.version,
  );
}

/** Names one text. */
export function keyOfText({ version, language }: Wording): string {
  return `${version}/${language}`;
}

/** A text as an entry of the ledger points to it: by its hash, so that nobody can change it afterwards. */
export async function referTo({ purpose, version, language, text }: Wording): Promise<WordingRef> {
  const bytes = new TextEncoder().encode(text);
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  const hash = Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return { purpose, version, language, hash };
}
