import { useMemo } from "react";

import type { MemberRow } from "../../host/contract";
import { useMembersView } from "./view";

/** The people who are picked, as far as they are read, in the order of the table. */
export function useChosen(rows: readonly MemberRow[]): MemberRow[] {
  const picked = useMembersView((view) => view.picked);
  return useMemo(() => rows.filter(({ whom }) => picked.has(whom.contact_id)), [rows, picked]);
}
