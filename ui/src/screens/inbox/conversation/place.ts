import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { openChat } from "@/app/navigation.ts";
import type { ChatDetail, ChatId, MessageId, TimelineItem } from "@/host/contract.ts";
import { useFirstUnread } from "@/host/first-unread.ts";
import { keys } from "@/host/keys.ts";
import type { useTimeline } from "@/host/queries.ts";
import { ITEMS } from "@/host/timeline.ts";
import { firstUnreadOf } from "./entries.ts";

/** Where a conversation is shown. */
export interface Place {
  /** Which visit led here. */
  visit: number;
  /**
   * `opened`: by itself, at the first unread line; `newest`: at its end, because the operator went there; `message`: at a
   * message that was asked for.
   */
  at: "opened" | "newest" | "message";
  /** The message that it is read around; none from its newest one. */
  around: MessageId | null;
  /** The first unread message, where it had to be looked for. */
  unread: MessageId | null;
}

/** The place of a conversation, with the way to move it; `known` once what is told of the chat is of now. */
export function usePlace(
  { around, visit }: { around: MessageId | null; visit: number },
  { row, read_up_to: read }: ChatDetail,
  known: boolean,
): [Place, (place: Place) => void] {
  const asked = { visit, around, unread: null };
  const [place, setPlace] = useState<Place>({ ...asked, at: around === null ? "opened" : "message" });
  const [opened, setOpened] = useState(false);
  if (known && !opened) {
    setOpened(true);
    // More is unread than the newest part holds: where it begins need not be looked for there.
    const far = place.at === "opened" && place.around === null && row.unread > ITEMS;
    if (far && read !== null) setPlace({ ...place, around: read });
  }
  // Going to a chat that is open already, to no message of it, is going to its end.
  if (place.visit !== visit) setPlace({ ...asked, at: around === null ? "newest" : "message" });
  return [place, setPlace];
}

/** Whether an answer has been true once: what was kept from an earlier visit says nothing about what is unread now. */
export function useTrueOnce({ isStale, fetchStatus }: { isStale: boolean; fetchStatus: string }): boolean {
  const [once, setOnce] = useState(false);
  const now = !isStale || fetchStatus === "idle";
  if (now && !once) setOnce(true);
  return once || now;
}

/** Where the unread begins as far as what was read goes; `far` where it lies before that. */
export function unreadIn(
  place: Place,
  detail: ChatDetail,
  items: readonly TimelineItem[],
  { hasPreviousPage, hasNextPage }: Pick<ReturnType<typeof useTimeline>, "hasPreviousPage" | "hasNextPage">,
): { first: MessageId | null; far: boolean } {
  const { unread } = detail.row;
  const edges = { beginning: !hasPreviousPage, end: !hasNextPage };
  const first = place.unread ?? firstUnreadOf(items, detail.read_up_to, unread, edges);
  return { first, far: place.at === "opened" && place.around === null && unread > 0 && first === null };
}

/** Moves a conversation whose unread begins further back than its newest part to where it begins. */
export function useFarUnread(detail: ChatDetail, place: Place, far: boolean, move: (place: Place) => void): void {
  const { row, read_up_to: read } = detail;
  const search = useFirstUnread(row.chat_id, row.unread, far && read === null);
  useEffect(() => {
    if (!far) return;
    if (read !== null) move({ ...place, around: read });
    else if (search.data != null) move({ ...place, around: search.data, unread: search.data });
    else if (search.isFetched) move({ ...place, at: "newest" });
  }, [far, read, search.data, search.isFetched, place, move]);
}

/** Goes to the end of a conversation, wherever it is shown. */
export function useToNewest(chat: ChatId): () => void {
  const client = useQueryClient();
  return () => {
    // Of what was read from the end that very end may have been let go.
    client.removeQueries({ queryKey: keys.timeline(chat, null) });
    openChat(chat);
  };
}
