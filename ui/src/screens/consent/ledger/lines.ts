import { midnights } from "../../../app/format";
import type { LedgerLine, Timestamp } from "../../../host/contract";

/** A line of the table: a day, or an entry. */
export type TableLine = { line: "day"; at: Timestamp } | { line: "entry"; entry: LedgerLine };

/**
 * Entries, newest first, under the days on which they were written down. The first day stands in the table's head, so no
 * line is made for it.
 */
export function tableLines(entries: readonly LedgerLine[]): TableLine[] {
  return entries.flatMap((entry, index): TableLine[] => {
    const before = entries[index - 1];
    const line: TableLine = { line: "entry", entry };
    const sameDay = before === undefined || midnights(entry.recorded_at, before.recorded_at) === 0;
    return sameDay ? [line] : [{ line: "day", at: entry.recorded_at }, line];
  });
}

/** The day of a line, for the table's head while it is scrolled. */
export function dayOf(line: TableLine | undefined): Timestamp | null {
  if (line === undefined) return null;
  return line.line === "day" ? line.at : line.entry.recorded_at;
}
