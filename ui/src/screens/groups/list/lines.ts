import type { GroupKind, GroupRow } from "../../../host/contract";

/** One line of the list: what the groups below it are for, or a group. */
export type GroupLine = { line: "heading"; kind: GroupKind | null } | { line: "group"; row: GroupRow };

/** Puts headings between groups, which come by what they are for. */
export function groupLines(rows: readonly GroupRow[]): GroupLine[] {
  return rows.flatMap((row, at): GroupLine[] => {
    const line: GroupLine = { line: "group", row };
    const before = rows[at - 1];
    return before !== undefined && before.kind === row.kind ? [line] : [{ line: "heading", kind: row.kind }, line];
  });
}

/** The group beside another; at the ends it stays. */
export function groupBeside(rows: readonly GroupRow[], group: number | null, step: 1 | -1): GroupRow | undefined {
  const at = rows.findIndex((row) => row.chat_id === group);
  return at < 0 ? rows[0] : rows[Math.min(rows.length - 1, Math.max(0, at + step))];
}
