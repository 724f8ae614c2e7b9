/** Messages are compiled to words, names, and choices `[name, "plural", {one: …, other: …}]`, one inside the other. */

/** The plural forms that a language has, for counting or for ordering. */
function formsOf(locale: string, kind: string): string[] {
  const type = kind === "selectordinal" ? "ordinal" : "cardinal";
  return new Intl.PluralRules(locale, { type }).resolvedOptions().pluralCategories;
}

/** The plural forms that a message lacks in a language, as `count: few`. */
export function missingForms(message: unknown, locale: string): string[] {
  if (isRecord(message)) return Object.values(message).flatMap((form) => missingForms(form, locale));
  if (!Array.isArray(message)) return [];
  const [name, kind, forms] = message as unknown[];
  const inside = message.flatMap((part: unknown) => missingForms(part, locale));
  if (typeof name !== "string" || (kind !== "plural" && kind !== "selectordinal") || !isRecord(forms)) return inside;
  const lacking = formsOf(locale, kind).filter((form) => !(form in forms));
  return [...lacking.map((form) => `${name}: ${form}`), ...inside];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
