import type {
  DeliveryStatus,
  GroupLine,
  Message,
  MessageId,
  Note,
  ServiceWindow,
  TimelineItem,
  Timestamp,
} from "@/host/contract.ts";
import { countsAsUnread } from "@/host/first-unread.ts";
import { daysInOrder, MINUTE } from "../time.ts";

/** One line of a conversation as it is drawn. */
export type Entry =
  | { entry: "day"; key: string; at: Timestamp }
  | { entry: "new"; key: string }
  | { entry: "closed"; key: string; at: Timestamp }
  | { entry: "message"; key: string; message: Message; first: boolean; last: boolean }
  | { entry: "receipt"; key: string; message: Message }
  | { entry: "note"; key: string; note: Note }
  | { entry: "lines"; key: string; lines: readonly GroupLine[] }
  | { entry: "end"; key: string };

/** Messages of one person that follow each other within this time are one series. */
const SERIES = 10 * MINUTE;

/** Where things beside the items stand. */
export interface Marks {
  /** The first message that was unread when the chat was opened. */
  firstUnread: MessageId | null;
  /** The window, whose closing is a line of its own. */
  window: ServiceWindow;
  /** Whether the newest item is among the items: only then the end of the conversation is drawn. */
  complete: boolean;
}

/**
 * Lays the items of a conversation out: day lines, the "New" hairline, the line where the window closed, series of
 * bubbles, and receipts (language 5: under our last message only, and where the operator must know or do something).
 */
export function entriesOf(items: readonly TimelineItem[], marks: Marks): Entry[] {
  const entries: Entry[] = [];
  const lastOurs = items.findLast((item) => item.item === "message" && item.ours);
  const closing = closedAt(marks.window);
  const dayOf = daysInOrder();
  let day = -1;
  let closed = closing === null;
  items.forEach((item, index) => {
    if (!closed && closing !== null && item.at > closing) {
      const before = items[index - 1];
      if (before !== undefined) entries.push({ entry: "closed", key: "closed", at: closing });
      closed = true;
    }
    const itsDay = dayOf(item.at);
    if (itsDay !== day) {
      entries.push({ entry: "day", key: `d:${itsDay}`, at: itsDay });
      day = itsDay;
    }
    if (item.item === "line") {
      const before = entries.at(-1);
      if (before?.entry === "lines" && isFoundWith(before.lines[0], item))
        entries[entries.length - 1] = { ...before, lines: [...before.lines, item] };
      else entries.push({ entry: "lines", key: `l:${item.line}`, lines: [item] });
      return;
    }
    if (item.item === "note") {
      entries.push({ entry: "note", key: `n:${item.note_id}`, note: item });
      return;
    }
    if (item.message_id === marks.firstUnread) entries.push({ entry: "new", key: "new" });
    const message: Message = item;
    entries.push({
      entry: "message",
      key: `m:${message.message_id}`,
      message,
      first: !sameSeries(items[index - 1], message, dayOf) || item.message_id === marks.firstUnread,
      last: !sameSeries(items[index + 1], message, dayOf),
    });
    if (item === lastOurs || needsAttention(message)) {
      entries.push({ entry: "receipt", key: `r:${message.message_id}`, message });
    }
  });
  if (!closed && closing !== null && marks.complete && items.length > 0) {
    entries.push({ entry: "closed", key: "closed", at: closing });
  }
  entries.push({ entry: "end", key: "end" });
  return entries;
}

/** Whether one comparison found both: they are told in one line. */
function isFoundWith(one: GroupLine | undefined, other: GroupLine): boolean {
  const found = other.happened === "found_in" || other.happened === "found_gone";
  return found && one?.happened === other.happened && one.at === other.at;
}

function closedAt(window: ServiceWindow): Timestamp | null {
  return window.state === "closed" ? window.closed : null;
}

function sameSeries(other: TimelineItem | undefined, message: Message, dayOf: (at: Timestamp) => Timestamp): boolean {
  return (
    other?.item === "message" &&
    other.ours === message.ours &&
    other.sender?.contact_id === message.sender?.contact_id &&
    other.content.kind !== "system" &&
    Math.abs(other.at - message.at) <= SERIES &&
    dayOf(other.at) === dayOf(message.at)
  );
}

const ATTENTION: ReadonlySet<DeliveryStatus> = new Set([
  "refused",
  "failed",
  "unknown",
  "queued",
  "discarded",
  "cancelled",
]);

/** Whether a message of ours needs its receipt although it is not the last one. */
export function needsAttention(message: Message): boolean {
  return message.ours && message.status !== null && ATTENTION.has(message.status);
}

/**
 * The first message of others that was unread, so that the hairline can stay where it was. With nothing unread: none.
 * `readUpTo` not being among the items, the unread count is taken from the end; where the items do not reach the end, or
 * the place lies further back than they go, it is not known.
 */
export function firstUnreadOf(
  items: readonly TimelineItem[],
  readUpTo: MessageId | null,
  unread: number,
  reach: { beginning: boolean; end: boolean },
): MessageId | null {
  if (unread <= 0) return null;
  const theirs = items.flatMap((item, index) =>
    item.item === "message" && countsAsUnread(item) ? [{ id: item.message_id, index }] : [],
  );
  const read =
    readUpTo === null ? -1 : items.findIndex((item) => item.item === "message" && item.message_id === readUpTo);
  const after = read < 0 ? undefined : theirs.find(({ index }) => index > read);
  if (after !== undefined) return after.id;
  if (!reach.end) return null;
  return theirs[theirs.length - unread]?.id ?? (reach.beginning ? theirs[0]?.id : null) ?? null;
}

/** The newest message among the items. */
export function newestMessage(items: readonly TimelineItem[]): Message | undefined {
  const found = items.findLast((item) => item.item === "message");
  return found?.item === "message" ? found : undefined;
}

/** Where a message stands among the entries; -1 where it does not. */
export function indexOfMessage(entries: readonly Entry[], message: MessageId): number {
  return entries.findIndex((entry) => entry.entry === "message" && entry.message.message_id === message);
}

/** Whether lines were only put or let go before those that stay, so that the eye can be kept where it was. */
export function isShifted(before: readonly Entry[], after: readonly Entry[]): boolean {
  const first = before.find(isItem)?.key;
  return (
    first !== undefined &&
    after.length !== before.length &&
    after.find(isItem)?.key !== first &&
    before.at(-2)?.key === after.at(-2)?.key
  );
}

function isItem(entry: Entry): boolean {
  return entry.entry === "message" || entry.entry === "note" || entry.entry === "lines";
}

/** The message above or below another, for the arrow keys; from none, the newest. */
export function messageBeside(entries: readonly Entry[], message: MessageId | null, step: 1 | -1): MessageId | null {
  const ids = entries.flatMap((entry) => (entry.entry === "message" ? [entry.message.message_id] : []));
  const at = message === null ? -1 : ids.indexOf(message);
  if (at < 0) return ids[ids.length - 1] ?? null;
  return ids[at + step] ?? null;
}
