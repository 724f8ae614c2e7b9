import { useEffect, useState } from "react";
import type { ChatDetail, MessageId, TimelineItem } from "@/host/contract.ts";
import { commandId, useCommand } from "@/host/mutations.ts";
import { useFocused } from "../presence.ts";
import type { Seen } from "./useLogScroll.ts";

/** How long a message must be in view before it counts as read, in milliseconds (flow 1). */
const READ_AFTER = 1000;

interface Reading {
  detail: ChatDetail;
  items: readonly TimelineItem[];
  seen: Seen;
  /** Whether the items reach the end of the conversation. */
  complete: boolean;
  /** Whether nothing unread was left out on the way to what is in view: the mark says "everything up to here". */
  through: boolean;
}

/** Marks what was in view for a second as read, while the window has the focus. */
export function useReadMark({ detail, items, seen, complete, through }: Reading): void {
  const { mutate } = useCommand("chat_read");
  const focused = useFocused();
  const [wasMarked, setWasMarked] = useState(detail.row.marked_unread);
  const chat = detail.row.chat_id;
  const wanted = through && (detail.row.unread > 0 || wasMarked);
  const due = wanted ? readTo(items, seen.last, complete, detail.read_up_to, wasMarked) : null;

  useEffect(() => {
    if (!focused || due === null) return;
    const timer = setTimeout(() => {
      setWasMarked(false);
      mutate({ command_id: commandId(), chat_id: chat, up_to: due });
    }, READ_AFTER);
    return () => clearTimeout(timer);
  }, [focused, due, chat, mutate]);
}

/**
 * Up to where a conversation is read whose newest message in view is `seen`. Messages are counted by their arrival and
 * shown by their time, so at the end it is the one that came last, wherever it stands.
 */
export function readTo(
  items: readonly TimelineItem[],
  seen: MessageId | null,
  complete: boolean,
  read: MessageId | null,
  marked: boolean,
): MessageId | null {
  if (seen === null || seen < 0) return null;
  const ids = items.flatMap((item) => (item.item === "message" && item.message_id > 0 ? [item.message_id] : []));
  const upTo = complete && ids.at(-1) === seen ? Math.max(...ids) : seen;
  return marked || upTo > (read ?? 0) ? upTo : null;
}

/** Whether what was in view reaches up to what is read already, so that nothing unread lies between. */
export function isThrough(seen: Seen, { read_up_to: read }: ChatDetail, firstUnread: MessageId | null): boolean {
  if (seen.oldest === null) return false;
  return seen.oldest <= (read ?? 0) || (firstUnread !== null && seen.oldest <= firstUnread);
}
