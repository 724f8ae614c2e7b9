import { type StoreApi, useStore } from "zustand";
import type { ChatDetail, MessageId, TimelineItem } from "@/host/contract.ts";
import type { Seen } from "./useLogScroll.ts";
import { isThrough, useReadMark } from "./useReadMark.ts";

/** Marks as read what is looked at. It draws nothing: it alone follows each scrolled pixel, so that the log need not. */
export function ReadMark({
  detail,
  items,
  seen: store,
  complete,
  asked,
  firstUnread,
}: {
  detail: ChatDetail;
  items: readonly TimelineItem[];
  seen: StoreApi<Seen>;
  complete: boolean;
  /** The message that was gone to, if one was. */
  asked: MessageId | null;
  firstUnread: MessageId | null;
}) {
  const seen = useStore(store);
  useReadMark({ detail, items, seen, complete, through: asked === null || isThrough(seen, detail, firstUnread) });
  return null;
}
