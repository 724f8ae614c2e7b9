import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";

import { useHost } from "./context";
import type { ChatId, ForHub, TimelineItem } from "./contract";
import { keys } from "./keys";
import { provisionalMessage } from "./mutations";
import { useHealth } from "./queries";

const NOTHING: readonly ForHub[] = [];
/** What waits for the hub has no id yet; these are no other's. */
const FIRST_ID = -1_000_000;

/** What waits for the hub and what it refused, in the order in which it was given. Where no hub decides that is nothing. */
export function useHubOutbox(): readonly ForHub[] {
  const host = useHost();
  const { data: health } = useHealth();
  const isAny = health !== undefined && health.for_hub + health.hub_refused > 0;
  const { data } = useQuery({ queryKey: keys.hubOutbox, queryFn: () => host.call("hub_outbox", {}), enabled: isAny });
  return isAny ? (data?.commands ?? NOTHING) : NOTHING;
}

/** What was written in a chat and waits for the hub, as it stands in the conversation. */
export function useWaitingForHub(chat: ChatId, operator: string): readonly TimelineItem[] {
  const outbox = useHubOutbox();
  return useMemo(
    () => outbox.filter(({ chat_id: its, refusal }) => its === chat && refusal === null).flatMap(shown(operator)),
    [outbox, chat, operator],
  );
}

const shown =
  (author: string) =>
  ({ chat_id: chat, content, note, at }: ForHub, index: number): TimelineItem[] => {
    if (chat === null) return [];
    const id = FIRST_ID - index;
    if (content !== null) return [{ item: "message", ...provisionalMessage(id, chat, content, at) }];
    return note === null ? [] : [{ item: "note", note_id: id, chat_id: chat, author, at, body: note }];
  };
