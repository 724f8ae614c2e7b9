import type { RetentionOf, RetentionRule } from "../../../host/contract";

/** Most rules, and most days of one: a hundred years. */
export const MOST_RULES = 100;
export const MOST_DAYS = 36_500;

/** What is offered without typing. */
export const PERIODS: readonly number[] = [30, 90, 180, 365, 730, 1095, 1825, 3650];

/** What a new rule begins with. */
export const FIRST_DAYS = 365;

/** A rule while it is changed; its id is this window's own. */
export interface EditedRule extends RetentionRule {
  id: number;
}

/** Why rules erase people who were kept until now: a new one, a shorter one, or one that goes where shorter ones stay. */
export interface Danger {
  why: "new" | "shorter" | "gone";
  of: RetentionOf;
  days: number | null;
  /** What was there; of a new rule it means nothing. */
  before: number | null;
}

/** A word for what a rule is about, each its own. */
export function wordOf(of: RetentionOf): string {
  return of.of === "number" ? `number ${of.account_id}` : `label ${of.label_id}`;
}

/** Rules to be changed. */
export function edited(rules: readonly RetentionRule[]): EditedRule[] {
  return rules.map((rule, id) => ({ ...rule, id }));
}

/** The same as the core takes them. */
export function plain(rules: readonly EditedRule[]): RetentionRule[] {
  return rules.map(({ of, days }) => ({ of, days }));
}

/** Whether two lists say the same of everybody: their order means nothing. */
export function sayTheSame(some: readonly RetentionRule[], others: readonly RetentionRule[]): boolean {
  return (
    some.length === others.length &&
    some.every((rule) => others.some((other) => wordOf(other.of) === wordOf(rule.of) && other.days === rule.days))
  );
}

/** What of a change can erase people who were kept before it. A hold and a longer time cannot. */
export function dangersOf(before: readonly RetentionRule[], after: readonly RetentionRule[]): Danger[] {
  const wrong = after.flatMap(({ of, days }): Danger[] => {
    if (days === null) return [];
    const old = before.find((one) => wordOf(one.of) === wordOf(of));
    if (old === undefined) return [{ why: "new", of, days, before: null }];
    return days < lasting(old.days) ? [{ why: "shorter", of, days, before: old.days }] : [];
  });
  const gone = before.filter((one) => !after.some((other) => wordOf(other.of) === wordOf(one.of)));
  return [
    ...wrong,
    ...gone
      .filter((one) => after.some((other) => takesOver(other, one)))
      .map(({ of, days }): Danger => ({ why: "gone", of, days: null, before: days })),
  ];
}

/** Whether a rule that stays can erase earlier whom one that goes has kept. What a number said, labels said before it. */
function takesOver(stays: RetentionRule, goes: RetentionRule): boolean {
  if (goes.of.of === "number" && (goes.days !== null || stays.of.of === "number")) return false;
  return lasting(stays.days) < lasting(goes.days);
}

const lasting = (days: number | null): number => days ?? Number.POSITIVE_INFINITY;

/** A number of days as it was typed, alone or with the word for days; none where it is something else, like years. */
export function daysTyped(typed: string): number | null {
  const [, digits] = /^\s*(\d{1,6})\s*(?:d|days?|д|дн|день|дня|дней)?\s*$/iu.exec(typed) ?? [];
  const days = Number(digits ?? 0);
  return days >= 1 && days <= MOST_DAYS ? days : null;
}
