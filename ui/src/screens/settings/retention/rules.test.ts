import { expect, test } from "vitest";

import type { RetentionRule } from "@/host/contract";
import { dangersOf, daysTyped, sayTheSame } from "./rules";

const number = (days: number | null): RetentionRule => ({ of: { of: "number", account_id: "tea" }, days });
const label = (label_id: number, days: number | null): RetentionRule => ({ of: { of: "label", label_id }, days });

const why = (before: RetentionRule[], after: RetentionRule[]) => dangersOf(before, after).map((one) => one.why);

test("a new rule with days erases, a new legal hold does not", () => {
  expect(why([], [number(365)])).toEqual(["new"]);
  expect(why([number(30)], [number(30), label(1, null)])).toEqual([]);
});

test("a shorter time erases, and so does days in place of a legal hold; a longer time does not", () => {
  expect(dangersOf([number(365)], [number(30)])).toEqual([
    { why: "shorter", of: { of: "number", account_id: "tea" }, days: 30, before: 365 },
  ]);
  expect(why([label(1, null)], [label(1, 3650)])).toEqual(["shorter"]);
  expect(why([number(30)], [number(365)])).toEqual([]);
  expect(why([number(30)], [number(30)])).toEqual([]);
  expect(why([number(30)], [number(null)])).toEqual([]);
});

test("a label's rule that goes erases where a shorter one is left, of the number or of another label", () => {
  expect(why([number(30), label(1, 365)], [number(30)])).toEqual(["gone"]);
  expect(why([number(30), label(1, null)], [number(30)])).toEqual(["gone"]);
  expect(why([label(1, 365), label(2, 30)], [label(2, 30)])).toEqual(["gone"]);
  expect(why([number(365), label(1, 30)], [number(365)])).toEqual([]);
  expect(why([label(1, 365)], [])).toEqual([]);
});

test("a number's rule that goes erases nobody, unless it was a legal hold over labels with days", () => {
  expect(why([number(365), label(1, 30)], [label(1, 30)])).toEqual([]);
  expect(why([number(null), label(1, 30)], [label(1, 30)])).toEqual(["gone"]);
});

test("the order of rules means nothing, their days do", () => {
  expect(sayTheSame([number(30), label(1, 5)], [label(1, 5), number(30)])).toBe(true);
  expect(sayTheSame([number(30)], [number(31)])).toBe(false);
  expect(sayTheSame([number(30)], [number(30), label(1, 5)])).toBe(false);
});

test("typed days are a number alone or with the word for days; years are no days", () => {
  expect(["45", " 45 days", "45 дней", "1д"].map(daysTyped)).toEqual([45, 45, 45, 1]);
  expect(["0", "2 years", "2 года", "-5", "", "36501", "1.5"].map(daysTyped)).toEqual(
    Array.from({ length: 7 }, () => null),
  );
  expect(daysTyped("36500")).toBe(36_500);
});
