import { midnights } from "../../../app/format";
import type { Decided } from "../../../host/contract";

/** A line of the history: a day, or a decision. */
export type HistoryLine = { line: "day"; at: number } | { line: "decision"; decided: Decided };

/** Decisions, newest first, under the days on which they were taken. */
export function historyLines(decisions: readonly Decided[]): HistoryLine[] {
  return decisions.flatMap((decided, index) => {
    const before = decisions[index - 1];
    const sameDay = before !== undefined && midnights(decided.at, before.at) === 0;
    const line: HistoryLine = { line: "decision", decided };
    return sameDay ? [line] : [{ line: "day" as const, at: decided.at }, line];
  });
}
