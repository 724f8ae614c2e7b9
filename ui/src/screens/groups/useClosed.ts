import { useLingui } from "@lingui/react/macro";

import type { GroupRow } from "../../host/contract";

/** Why nothing can be asked of WhatsApp about a group; none where it can. */
export function useClosed(row: GroupRow): string | undefined {
  return useClosedWords()(row);
}

/** The same for any group. */
export function useClosedWords(): (row: GroupRow) => string | undefined {
  const { t } = useLingui();
  return ({ deleted, suspended }) => {
    if (deleted) return t`This group was deleted.`;
    return suspended ? t`WhatsApp suspended this group, so it cannot be changed.` : undefined;
  };
}
