import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";

import { useHost } from "./context";
import type { ChatId, ContactId, InvitationState } from "./contract";
import { keys } from "./keys";

/** Rows of a page of invitations. */
const ROWS = 100;

/** Who of some people may be invited into a group, and for whom there is a seat. */
export function useInvitePlan(chat: ChatId, people: readonly ContactId[], named: boolean) {
  const host = useHost();
  return useQuery({
    queryKey: keys.invitePlan(chat, people, named),
    queryFn: () => host.call("invite_plan", { chat_id: chat, people: [...people], named }),
    placeholderData: keepPreviousData,
  });
}

/** A group's invitations that are so far, newest first, and how far all of them are; asked for where they are `wanted`. */
export function useInvitations(chat: ChatId, state: InvitationState, wanted = true) {
  const host = useHost();
  return useInfiniteQuery({
    queryKey: keys.invitations(chat, state),
    queryFn: ({ pageParam }) => host.call("invitations", { chat_id: chat, state, before: pageParam, limit: ROWS }),
    enabled: wanted,
    initialPageParam: null as number | null,
    getNextPageParam: ({ rows, more }) => (more ? (rows.at(-1)?.invitation_id ?? null) : null),
    select: ({ pages }) => ({ rows: pages.flatMap(({ rows }) => rows), funnel: pages[0]?.funnel }),
  });
}
