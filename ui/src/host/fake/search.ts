import { fold } from "../../keys/fold";
import type { Hit, SearchRequest, SearchResults } from "../contract";
import type { LiveChat } from "./scene";

/** A search over the made-up chats: folded words that begin alike. */
export function searchIn(chats: readonly LiveChat[], { query, chat_id }: SearchRequest): SearchResults {
  const filters = [...query.matchAll(/(?:^|\s)(from|от):(\S+)/g)].map((found) => ({
    filter: "from",
    value: found[2] ?? "",
  }));
  const words = fold(query.replace(/(^|\s)\S+:\S+/g, " "))
    .split(/\s+/)
    .filter((word) => word !== "");
  const short = words.length > 0 && words.every((word) => word.length === 1);
  const inScope = chats.filter(({ row }) => chat_id === undefined || row.chat_id === chat_id);
  const messages = (short ? [] : inScope).flatMap((chat) => hitsIn(chat, words)).toSorted((a, b) => b.at - a.at);
  return {
    chats: inScope
      .filter(({ row }) => words.every((word) => fold(row.title ?? "").includes(word)))
      .map(({ row }) => row),
    messages: messages.filter((hit) => filters.every(({ value }) => fold(hit.sender ?? "").includes(fold(value)))),
    read_as: null,
    suggestion: null,
    short,
    searched: chats.reduce((sum, chat) => sum + chat.items.length, 0),
    since: Math.min(...chats.map((chat) => chat.items[0]?.at ?? Infinity)),
    filters,
  };
}

function hitsIn(chat: LiveChat, words: readonly string[]): Hit[] {
  return chat.items.flatMap((item) => {
    if (item.item !== "message") return [];
    const { content } = item;
    const body = content.kind === "text" ? content.body : content.kind === "media" ? (content.caption ?? "") : "";
    const marks = words.map((word) => [fold(body).indexOf(word), word.length] as const);
    if (words.length === 0 || marks.some(([at]) => at < 0)) return [];
    return [
      {
        message_id: item.message_id,
        chat_id: item.chat_id,
        chat_kind: chat.row.kind,
        chat_title: chat.row.title ?? chat.row.phone_masked,
        contact_id: item.sender?.contact_id ?? null,
        sender: item.sender?.name ?? null,
        ours: item.ours,
        at: item.at,
        words: body,
        marks: marks.map(([at, length]): [number, number] => [at, at + length]).toSorted((a, b) => a[0] - b[0]),
      },
    ];
  });
}
