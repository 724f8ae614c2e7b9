import type { Template, TemplateBlank } from "@/host/contract.ts";
import { fold } from "@/keys/fold.ts";

/** A stretch of a template's text: words as approved, or what stands in a blank. */
export type Stretch =
  | { stretch: "words"; at: number; text: string }
  | { stretch: "blank"; at: number; name: string; text: string };

const BLANK = /\{\{\s*([^{}\s]+)\s*\}\}/gu;

/** Splits a text with `{{…}}` into words and blanks; a blank without a value shows itself as it is written. */
export function stretches(text: string, values: Readonly<Record<string, string>>): Stretch[] {
  const found: Stretch[] = [];
  let end = 0;
  for (const match of text.matchAll(BLANK)) {
    const name = match[1] ?? "";
    if (match.index > end) found.push({ stretch: "words", at: end, text: text.slice(end, match.index) });
    const value = values[name]?.trim() ?? "";
    found.push({ stretch: "blank", at: match.index, name, text: value === "" ? match[0] : value });
    end = match.index + match[0].length;
  }
  if (end < text.length) found.push({ stretch: "words", at: end, text: text.slice(end) });
  return found;
}

/** The blanks to fill, each once, the header's first. */
export function blanksOf(template: Template): TemplateBlank[] {
  const seen = new Set<string>();
  return [...template.header_blanks, ...template.body_blanks].filter(({ name }) => {
    if (seen.has(name)) return false;
    seen.add(name);
    return true;
  });
}

/** Whether every blank has something in it. */
export function isFilled(template: Template, values: Readonly<Record<string, string>>): boolean {
  return blanksOf(template).every(({ name }) => (values[name] ?? "").trim() !== "");
}

/** Whether a template answers to what was typed into the search field. */
export function matches(template: Template, query: string): boolean {
  const words = fold(query).split(/\s+/u).filter(Boolean);
  const text = fold(`${template.name} ${template.language} ${template.body}`);
  return words.every((word) => text.includes(word));
}
