import type { ChatRow, Timestamp } from "@/host/contract.ts";
import { daysBetween, startOfDay } from "../time.ts";

/** Heading of a part of the chat list. */
export type Heading =
  | { heading: "pinned" }
  | { heading: "waiting"; count: number }
  | { heading: "today" }
  | { heading: "yesterday" }
  | { heading: "day"; at: Timestamp }
  | { heading: "older" };

/** One line of the chat list: a heading or a chat. */
export type ListLine = { line: "heading"; key: string; heading: Heading } | { line: "chat"; key: string; row: ChatRow };

/**
 * Lays rows under their headings: pinned, those that wait for an answer, then the rest by day, a week back by weekday,
 * then all that is older. The order of the rows is the core's and is not changed; only the list of everything has those
 * that wait together, so `waiting`, how many they are, is none in the others.
 */
export function listLines(rows: readonly ChatRow[], waiting: number | null, now: Timestamp): ListLine[] {
  const lines: ListLine[] = [];
  const times = new Map<string, number>();
  let last = "";
  for (const row of rows) {
    const heading = headingOf(row, waiting, now);
    const key = headingKey(heading);
    if (key !== last) {
      // A row that has just moved may part its neighbours until the core has answered; lines of one key would be drawn on each other.
      const before = times.get(key) ?? 0;
      times.set(key, before + 1);
      lines.push({ line: "heading", key: before === 0 ? `h:${key}` : `h:${key}:${before}`, heading });
      last = key;
    }
    lines.push({ line: "chat", key: `c:${row.chat_id}`, row });
  }
  return lines;
}

function headingOf(row: ChatRow, waiting: number | null, now: Timestamp): Heading {
  if (row.section === "pinned") return { heading: "pinned" };
  if (row.section === "waiting" && waiting !== null) return { heading: "waiting", count: waiting };
  const at = row.last?.at ?? 0;
  const days = daysBetween(at, now);
  if (days <= 0) return { heading: "today" };
  if (days === 1) return { heading: "yesterday" };
  if (days < 7) return { heading: "day", at: startOfDay(at) };
  return { heading: "older" };
}

function headingKey(heading: Heading): string {
  return "at" in heading ? `${heading.heading}:${heading.at}` : heading.heading;
}

/** The chats of the list in order, as J and K walk through them. */
export function chatOrder(lines: readonly ListLine[]): ChatRow[] {
  return lines.flatMap((line) => (line.line === "chat" ? [line.row] : []));
}

/** The chat beside another in the list; at the ends it stays. */
export function neighbour(rows: readonly ChatRow[], chat: number | null, step: 1 | -1): ChatRow | undefined {
  const at = rows.findIndex((row) => row.chat_id === chat);
  if (at < 0) return step > 0 ? rows[0] : rows[rows.length - 1];
  return rows[Math.min(rows.length - 1, Math.max(0, at + step))];
}

/** The chat that waits longest for an answer; those with something unread before the others, of two equal the lower row. */
export function longestWaiting(rows: readonly ChatRow[], except?: number): ChatRow | undefined {
  const waiting = rows.filter((row) => row.waiting_since !== null && row.chat_id !== except);
  const unread = waiting.filter((row) => row.unread > 0 || row.marked_unread);
  return (unread.length > 0 ? unread : waiting).reduce<ChatRow | undefined>(
    (first, row) => ((first?.waiting_since ?? Infinity) < (row.waiting_since ?? Infinity) ? first : row),
    undefined,
  );
}

/** What one status chip of a row says; the first that applies. */
export type RowStatus =
  | { status: "snoozed"; until: Timestamp }
  | { status: "waiting"; since: Timestamp }
  | { status: "new" };

/** The one status of a row: when it comes back, how long it waits, that it is new. A failure is an icon, see [`isFailed`]. */
export function rowStatus(row: ChatRow): RowStatus | null {
  if (row.conversation.conversation === "snoozed") return { status: "snoozed", until: row.conversation.until };
  if (row.waiting_since !== null && !row.new) return { status: "waiting", since: row.waiting_since };
  if (row.new) return { status: "new" };
  return null;
}

/** Whether the last message of ours did not get through. */
export function isFailed(row: ChatRow): boolean {
  const status = row.last?.ours === true ? row.last.status : null;
  return status === "failed" || status === "refused";
}
