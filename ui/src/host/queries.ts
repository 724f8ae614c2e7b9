import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";

import { useHost } from "./context";
import type {
  AccountId,
  ChatFilter,
  ChatId,
  ChatRow,
  ChatsPage,
  FileHash,
  Hit,
  MessageId,
  SearchResults,
  Timeline,
  TimelineFrom,
  TimelineItem,
} from "./contract";
import { toHostError } from "./host";
import { keys } from "./keys";
import { sharedBy } from "./sharing";
import { ITEMS, nameOfItem } from "./timeline";

/** Milliseconds between two questions whether the core is there. */
const PAUSE_OF_START = 2_000;
const ROWS = 50;
const HITS = 100;
const FOUND = 50;
const shareChats = sharedBy<ChatsPage, ChatRow>("rows", (row) => `${row.chat_id}`);
const shareHits = sharedBy<SearchResults, Hit>("messages", (hit) => `${hit.message_id}`);
const shareItems = sharedBy<Timeline, TimelineItem>("items", nameOfItem);

const chatsOf = ({ pages }: { pages: readonly ChatsPage[] }) => ({
  rows: pages.flatMap((page) => page.rows),
  counts: pages[0]?.counts ?? { unread: 0, mine: 0, waiting: 0, snoozed: 0 },
});

const itemsOf = ({ pages }: { pages: readonly Timeline[] }) => pages.flatMap((page) => page.items);

/** Everything that the screen needs before it can show anything. */
export function useWorkspace() {
  const host = useHost();
  return useQuery({
    queryKey: keys.workspace,
    queryFn: () => host.call("workspace", {}),
    // Without it there is nothing to show but why: that is said at once, and it is asked for until it comes.
    retry: false,
    refetchInterval: ({ state: { data, error } }) => {
      const mayCome = error !== null && data === undefined && toHostError(error).body.retry.retry !== "never";
      return mayCome ? PAUSE_OF_START : false;
    },
  });
}

/** How the connection is. Its changes are told; when the last webhook came is not, so that is asked for now and then. */
export function useHealth() {
  const host = useHost();
  return useQuery({ queryKey: keys.health, queryFn: () => host.call("health", {}), refetchInterval: 10_000 });
}

/** How what comes in finds the way here. Whether something came is not told, so that is asked for while it is shown. */
export function useNumberWebhook() {
  const host = useHost();
  return useQuery({
    queryKey: keys.numberWebhook,
    queryFn: () => host.call("number_webhook", {}),
    refetchInterval: 1_000,
  });
}

/** What was found when the connection was examined last. */
export function useExamination() {
  const host = useHost();
  return useQuery({ queryKey: keys.examination, queryFn: () => host.call("examination", {}) });
}

/** Whether the program starts with the computer; its `on` is none where it cannot. */
export function useAutostart() {
  const host = useHost();
  return useQuery({ queryKey: keys.autostart, queryFn: () => host.call("autostart", {}) });
}

/** The backups that lie on this computer. Others put files there, too: they are looked for each time. */
export function useBackups() {
  const host = useHost();
  return useQuery({ queryKey: keys.backups, queryFn: () => host.call("backups", {}), staleTime: 0 });
}

/** The chat list, page by page; `data.rows` are all rows read so far, `data.counts` the newest counts. */
export function useChats(filter: ChatFilter) {
  const host = useHost();
  return useInfiniteQuery({
    queryKey: keys.chats(filter),
    queryFn: ({ pageParam }) =>
      host.call("chats", { filter, limit: ROWS, ...(pageParam === null ? {} : { after: pageParam }) }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    structuralSharing: shareChats,
    select: chatsOf,
    placeholderData: keepPreviousData,
  });
}

/** One chat with what stands around it. */
export function useChat(chat: ChatId | null) {
  const host = useHost();
  return useQuery({
    queryKey: keys.chat(chat ?? 0),
    queryFn: () => host.call("chat", { chat_id: chat ?? 0 }),
    enabled: chat !== null,
  });
}

/**
 * A conversation, in both directions from its newest item or from one message. `data` is all items, oldest first;
 * `fetchPreviousPage` reads older ones, `fetchNextPage` newer ones.
 */
export function useTimeline(chat: ChatId, around: MessageId | null = null) {
  const host = useHost();
  const first = around === null ? { from: "newest" as const } : { from: "around" as const, message_id: around };
  return useInfiniteQuery({
    queryKey: keys.timeline(chat, around),
    queryFn: ({ pageParam }) => host.call("timeline", { chat_id: chat, from: pageParam, limit: ITEMS }),
    initialPageParam: first as TimelineFrom,
    getNextPageParam: (page): TimelineFrom | null =>
      page.after === null ? null : { from: "after", cursor: page.after },
    getPreviousPageParam: (page): TimelineFrom | null =>
      page.before === null ? null : { from: "before", cursor: page.before },
    structuralSharing: shareItems,
    select: itemsOf,
  });
}

/** Receipts of one message of a group. */
export function useMessageInfo(message: MessageId, wanted: boolean) {
  const host = useHost();
  return useQuery({
    queryKey: keys.info(message),
    queryFn: () => host.call("message_info", { message_id: message }),
    enabled: wanted,
  });
}

/** The templates that can be offered in a chat. */
export function useTemplates(chat: ChatId, wanted: boolean) {
  const host = useHost();
  return useQuery({
    queryKey: keys.templates(chat),
    queryFn: () => host.call("templates", { chat_id: chat }),
    enabled: wanted,
  });
}

/** Every template of a number, in every state. */
export function useAccountTemplates(account: AccountId) {
  const host = useHost();
  return useQuery({
    queryKey: keys.accountTemplates(account),
    queryFn: () => host.call("account_templates", { account_id: account }),
  });
}

/** The labels. */
export function useLabels() {
  const host = useHost();
  return useQuery({ queryKey: keys.labels, queryFn: () => host.call("labels", {}) });
}

/** The saved answers. */
export function useQuickReplies() {
  const host = useHost();
  return useQuery({ queryKey: keys.quickReplies, queryFn: () => host.call("quick_replies", {}) });
}

/** Search over everything, or in one chat; the results before stay until the new ones are there. */
export function useSearch(query: string, chat: ChatId | null = null) {
  const host = useHost();
  return useQuery({
    queryKey: keys.search(query, chat),
    queryFn: () => host.call("search", { query, limit: HITS, ...(chat === null ? {} : { chat_id: chat }) }),
    enabled: query.trim() !== "",
    placeholderData: keepPreviousData,
  });
}

/** The same over everything, page by page into the past; `data` is the first answer with all messages read so far. */
export function useSearchPages(query: string) {
  const host = useHost();
  return useInfiniteQuery({
    queryKey: ["search", "pages", query],
    queryFn: ({ pageParam }) =>
      host.call("search", { query, limit: FOUND, ...(pageParam === null ? {} : { before: pageParam }) }),
    initialPageParam: null as MessageId | null,
    getNextPageParam: ({ messages }) => (messages.length < FOUND ? null : (messages.at(-1)?.message_id ?? null)),
    structuralSharing: shareHits,
    select: ({ pages }) => {
      const [first] = pages;
      return first === undefined ? undefined : { ...first, messages: pages.flatMap(({ messages }) => messages) };
    },
    enabled: query.trim() !== "",
    placeholderData: keepPreviousData,
  });
}

/** The bytes of a file as an address for `src`; it lives as long as the query's cache does. */
export function useFile(file: FileHash | null) {
  const host = useHost();
  return useQuery({
    queryKey: ["file", file],
    queryFn: async () => {
      const { mime, base64 } = await host.call("file", { file: file ?? "" });
      return URL.createObjectURL(new Blob([fromBase64(base64)], { type: mime }));
    },
    enabled: file !== null,
    staleTime: Infinity,
  });
}

/** Bytes out of base64. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}
