import { useQuery } from "@tanstack/react-query";

import { useHost } from "./context";
import type { ChatId, MessageId, Timeline, TimelineFrom, TimelineItem } from "./contract";
import type { Host } from "./host";

/** The most that one question gives. */
const MOST = 200;

/** Whether an item counts as unread until it is seen: words of others, never a note or a line of the system. */
export function countsAsUnread(item: TimelineItem): boolean {
  return item.item === "message" && !item.ours && item.content.kind !== "system";
}

/**
 * The message that stands `unread` messages of others before the end, or the first there is. Nothing was ever read here,
 * so there is no message to ask around and the conversation is gone through from its end; it ends when it is no longer
 * wanted.
 */
export async function findFirstUnread(
  host: Host,
  chat: ChatId,
  unread: number,
  signal?: AbortSignal,
): Promise<MessageId | null> {
  let from: TimelineFrom = { from: "newest" };
  let first: MessageId | null = null;
  let left = unread;
  for (;;) {
    signal?.throwIfAborted();
    const page: Timeline = await host.call("timeline", { chat_id: chat, from, limit: MOST });
    for (const item of page.items.toReversed()) {
      if (item.item !== "message" || !countsAsUnread(item)) continue;
      first = item.message_id;
      left -= 1;
      if (left === 0) return first;
    }
    if (page.before === null) return first;
    from = { from: "before", cursor: page.before };
  }
}

/** The same for as long as a conversation waits for it. */
export function useFirstUnread(chat: ChatId, unread: number, wanted: boolean) {
  const host = useHost();
  return useQuery({
    queryKey: ["first_unread", chat],
    queryFn: ({ signal }) => findFirstUnread(host, chat, unread, signal),
    enabled: wanted,
    gcTime: 0,
  });
}
