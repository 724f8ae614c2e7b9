import { useLingui } from "@lingui/react/macro";
import { useEffect } from "react";

import type { ChatId, GroupRow, JoinRequest, JoinRequestId } from "../../../../host/contract";
import { useGroups } from "../../../../host/groups";
import { useClosedWords } from "../../useClosed";

/** How a group stands that somebody asks to enter. */
export interface Seats {
  /** None while it is not read. */
  row: GroupRow | undefined;
  /** Seats that nobody sits on and nobody is being let onto. */
  free: number;
  /** Why nobody can be let in now. */
  closed: string | undefined;
}

/** How the groups of some requests stand, while some of those are being decided. */
export function useSeats(
  requests: readonly JoinRequest[],
  underway: ReadonlyMap<JoinRequestId, boolean>,
): (chat: ChatId) => Seats {
  const { t } = useLingui();
  const rows = useRows(requests);
  const closedWords = useClosedWords();
  return (chat) => {
    const row = rows.get(chat);
    if (row === undefined) return { row, free: 0, closed: t`This group is being read.` };
    const entering = requests.filter(({ chat_id, request_id: id }) => chat_id === chat && underway.get(id) === true);
    const { seats, people } = row;
    const free = Math.max(0, seats - people - entering.length);
    const full = free === 0 ? t`All ${seats} seats are taken. Remove somebody first.` : undefined;
    return { row, free, closed: closedWords(row) ?? full };
  };
}

/** The groups that somebody asks to enter; read on for as long as one of a request is not among them. */
function useRows(requests: readonly JoinRequest[]): ReadonlyMap<ChatId, GroupRow> {
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage } = useGroups("", "requests");
  const rows = new Map((data?.rows ?? []).map((row) => [row.chat_id, row]));
  const missing = requests.some(({ chat_id }) => !rows.has(chat_id));
  useEffect(() => {
    if (missing && hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [missing, hasNextPage, isFetchingNextPage, fetchNextPage]);
  return rows;
}
