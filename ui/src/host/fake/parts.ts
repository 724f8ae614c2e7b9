import { stays } from "../chat-change";
import type { ChatFilter, ChatRow, Timeline, TimelineFrom } from "../contract";
import type { LiveChat } from "./scene";

/** Whether a row of an operator's list stands under a filter. */
export function fits(row: ChatRow, filter: ChatFilter, operator: string): boolean {
  const unread = row.unread > 0 || row.marked_unread;
  const group = row.kind === "group";
  return (
    stays(row, filter, operator) && (filter.filter !== "unread" || unread) && (filter.filter !== "groups" || group)
  );
}

/** A part of a conversation; cursors are places in it. */
export function part(items: LiveChat["items"], from: TimelineFrom, limit: number): Timeline {
  const cursorAt = (cursor: string) => Number(cursor);
  const around = from.from === "around" ? from.message_id : 0;
  const at = items.findIndex((item) => item.item === "message" && item.message_id === around);
  const [start, end] = {
    newest: () => [items.length - limit, items.length],
    around: () => [at - Math.floor(limit / 2), at + Math.ceil(limit / 2)],
    before: () => (from.from === "before" ? [cursorAt(from.cursor) - limit, cursorAt(from.cursor)] : [0, 0]),
    after: () => (from.from === "after" ? [cursorAt(from.cursor), cursorAt(from.cursor) + limit] : [0, 0]),
  }[from.from]() as [number, number];
  const first = Math.max(0, start);
  const last = Math.min(items.length, Math.max(end, first));
  return {
    items: items.slice(first, last),
    before: first > 0 ? String(first) : null,
    after: last < items.length ? String(last) : null,
  };
}
