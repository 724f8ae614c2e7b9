import { create } from "zustand";

import type { RetentionRule } from "../../../host/contract";
import { edited, type EditedRule, FIRST_DAYS, plain, sayTheSame } from "./rules";

/** The rules as they are being changed, kept while other parts of the settings are looked at; none where nothing was. */
export const useDraft = create<{ rules: readonly EditedRule[] | null }>(() => ({ rules: null }));

const { getState, setState } = useDraft;

/** Changes the rules of the draft; the first change begins it with what is in force. */
function change(saved: readonly RetentionRule[], how: (rules: readonly EditedRule[]) => readonly EditedRule[]): void {
  setState({ rules: how(getState().rules ?? edited(saved)) });
}

/** Changes one rule. */
export function changeRule(saved: readonly RetentionRule[], rule: EditedRule): void {
  change(saved, (rules) => rules.map((one) => (one.id === rule.id ? rule : one)));
}

/** Adds a rule at the end. */
export function addRule(saved: readonly RetentionRule[], of: RetentionRule["of"]): void {
  change(saved, (rules) => [...rules, { id: 1 + Math.max(-1, ...rules.map(({ id }) => id)), of, days: FIRST_DAYS }]);
}

/** Takes a rule away. */
export function removeRule(saved: readonly RetentionRule[], id: number): void {
  change(saved, (rules) => rules.filter((one) => one.id !== id));
}

/** Forgets every change. */
export function discard(): void {
  setState({ rules: null });
}

/** What was saved is no change any more; what was changed while it was saved is. */
export function settle(saved: readonly RetentionRule[]): void {
  const { rules } = getState();
  if (rules !== null && sayTheSame(plain(rules), saved)) discard();
}
