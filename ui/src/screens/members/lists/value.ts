import type { Attribute, AttributeKind, SegmentCondition } from "../../../host/contract";

type AttributeCondition = Extract<SegmentCondition, { condition: "attribute" }>;

/** Thousands with commas between them, and a fraction behind a point. */
const ENGLISH = /^-?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?$/u;
/** A fraction behind a comma or a point. */
const RUSSIAN = /^-?\d+([.,]\d+)?$/u;

function readNumber(typed: string, locale: string): string | null {
  const plain = typed.replaceAll(/\s/gu, "").replace("−", "-");
  if (!(locale === "ru" ? RUSSIAN : ENGLISH).test(plain)) return null;
  return String(Number(locale === "ru" ? plain.replace(",", ".") : plain.replaceAll(",", "")));
}

function readDay(typed: string): string | null {
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/u.exec(typed);
  const dotted = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/u.exec(typed);
  const [year, month, day] = iso?.slice(1) ?? dotted?.slice(1).toReversed() ?? [];
  if (year === undefined || month === undefined || day === undefined) return null;
  const written = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  const date = new Date(`${written}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(written) ? written : null;
}

/** A value as it is kept, read as the language writes it; null where it is none of its kind. */
export function readValue({ kind }: AttributeKind, typed: string, locale: string): string | null {
  const trimmed = typed.trim();
  if (trimmed === "") return null;
  if (kind === "number") return readNumber(trimmed, locale);
  return kind === "date" ? readDay(trimmed) : trimmed;
}

/** A value that is kept, as the language writes it. */
export function shownValue({ kind }: AttributeKind, kept: string, locale: string): string {
  if (kind === "number" && locale === "ru") return kept.replace(".", ",");
  const day = kind === "date" ? /^(\d{4})-(\d{2})-(\d{2})$/u.exec(kept) : null;
  return day === null ? kept : day.slice(1).toReversed().join(".");
}

/** The field that a condition asks about, where it is still there. */
export function fieldOf(condition: AttributeCondition, attributes: readonly Attribute[]): Attribute | undefined {
  return attributes.find(({ attribute_id }) => attribute_id === condition.attribute_id);
}

/** The condition with its value changed by `turn`; a condition without one, and one whose field is gone, as it is. */
function turned(
  condition: SegmentCondition,
  attributes: readonly Attribute[],
  turn: (kind: AttributeKind, value: string) => string | null,
): SegmentCondition {
  if (condition.condition !== "attribute" || condition.value === null) return condition;
  const field = fieldOf(condition, attributes);
  return field === undefined
    ? condition
    : { ...condition, value: turn(field.kind, condition.value) ?? condition.value };
}

/** A condition as it is kept, from how it was typed. */
export function readCondition(condition: SegmentCondition, attributes: readonly Attribute[], locale: string) {
  return turned(condition, attributes, (kind, value) => readValue(kind, value, locale));
}

/** A condition as it is typed, from how it is kept. */
export function shownCondition(condition: SegmentCondition, attributes: readonly Attribute[], locale: string) {
  return turned(condition, attributes, (kind, value) => shownValue(kind, value, locale));
}
