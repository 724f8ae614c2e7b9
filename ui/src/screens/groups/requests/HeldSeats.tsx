import { plural } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";

import type { GroupView } from "../../../host/contract";
import { useInvitations } from "../../../host/invitations";

/** What an approval by hand takes where every seat that is left is held for somebody; none where another one is free. */
export function useHeldWords(group: GroupView, free: number): string | null {
  const { t } = useLingui();
  const { chat_id: chat, held } = group.row;
  const isLast = free > 0 && free <= held;
  const { data } = useInvitations(chat, "invited", isLast);
  if (!isLast) return null;
  const holders = (data?.rows ?? []).filter((row) => row.held_until !== null);
  const [holder] = holders;
  if (free > 1 || holders.length !== 1 || holder === undefined)
    return t`${plural(free, { one: "The # seat that is left is held for somebody who was invited. Whoever you approve takes it.", other: "The # seats that are left are held for people who were invited. Whoever you approve takes one of them." })}`;
  const name = holder.name ?? holder.phone_masked ?? t`No name`;
  return t`The last seat is held for ${name}: whoever you approve takes it.`;
}
