import { useEffect, useState } from "react";
import type { ChatDetail, MessageId, TimelineItem } from "@/host/contract.ts";
import { commandId, useCommand } from "@/host/mutations.ts";
import { useFocused } from "../presence.ts";

/** How long a message must be in view before it counts as read, in milliseconds (flow 1). */
const READ_AFTER = 1000;

/** Marks what was in view for a second as read, while the window has the focus. */
export function useReadMark(detail: ChatDetail, items: readonly TimelineItem[], lastSeen: MessageId | null): void {
  const { mutate } = useCommand("chat_read");
  const focused = useFocused();
  const [wasMarked, setWasMarked] = useState(detail.row.marked_unread);
  const chat = detail.row.chat_id;
  const due = detail.row.unread > 0 || wasMarked ? newerThan(items, lastSeen, detail.read_up_to, wasMarked) : null;

  useEffect(() => {
    if (!focused || due === null) return;
    const timer = setTimeout(() => {
      setWasMarked(false);
      mutate({ command_id: commandId(), chat_id: chat, up_to: due });
    }, READ_AFTER);
    return () => clearTimeout(timer);
  }, [focused, due, chat, mutate]);
}

function newerThan(
  items: readonly TimelineItem[],
  seen: MessageId | null,
  read: MessageId | null,
  marked: boolean,
): MessageId | null {
  if (seen === null || seen < 0) return null;
  const place = (id: MessageId | null) => items.findIndex((item) => item.item === "message" && item.message_id === id);
  return marked || place(seen) > place(read) ? seen : null;
}
