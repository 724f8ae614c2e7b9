import type { AlertKind, ChatRow, Decided, Digest, KindCount, Simulate, Timestamp, Verdict } from "../../contract";
import type { LiveChat } from "../scene";

const HOUR = 3_600_000;

/** How often kinds that are off happened. */
export const OFF: KindCount[] = [
  { kind: "delivered", count: 1284 },
  { kind: "read", count: 907 },
  { kind: "reaction", count: 41 },
];

/** A decision for each message received in the town, the newest first, and the same again on the days before. */
export function decided(
  chats: readonly LiveChat[],
  now: Timestamp,
  verdict: (ask: Simulate, row: ChatRow) => Verdict,
): Decided[] {
  const heard = chats.flatMap(({ row, items }) =>
    items.flatMap((item) => (item.item === "message" && !item.ours ? [{ row, item }] : [])),
  );
  const all = [0, 13, 37, 62].flatMap((hours) =>
    heard.map(({ row, item }) => ({ row, item, at: item.at - hours * HOUR })),
  );
  return all
    .filter(({ at }) => at <= now)
    .toSorted((one, other) => one.at - other.at)
    .map(({ row, item, at }, index): Decided => {
      const words = item.content.kind === "text" ? item.content.body : "";
      const kind = kindOf(row, words);
      const ask = { kind, chat: row.chat_id, contact: null, text: words, at, looking: false, focus: false };
      return {
        notification_id: index + 1,
        at,
        kind,
        chat: row.chat_id,
        name: row.title ?? row.phone_masked,
        group: row.kind === "group",
        message: item.message_id,
        words: words.slice(0, 120),
        verdict: verdict(ask, row),
      };
    })
    .toReversed();
}

function kindOf(row: ChatRow, words: string): AlertKind {
  if (row.kind !== "group") return "message";
  return words.includes("@Mira") ? "mention" : "group_message";
}

/** What waits, the longest first. */
export function digestOf(chats: readonly LiveChat[], now: Timestamp): Digest {
  const waiting = chats.filter(({ row }) => row.waiting_since !== null);
  return {
    ended: now,
    chats: waiting
      .toSorted((one, other) => (one.row.waiting_since ?? 0) - (other.row.waiting_since ?? 0))
      .map(({ row, detail }) => ({
        chat: row.chat_id,
        name: row.title ?? row.phone_masked ?? "",
        group: row.kind === "group",
        count: Math.max(1, row.unread),
        words: row.last?.words ?? "",
        waiting_since: row.waiting_since,
        closes: detail.window.state === "open" ? detail.window.closes : null,
      })),
  };
}
