import { type InfiniteData, type Query, type QueryClient, useMutation, useQueryClient } from "@tanstack/react-query";

import { applied, inOrder, stays } from "./chat-change";
import { now } from "./clock";
import { useHost } from "./context";
import type {
  ChatChange,
  ChatDetail,
  ChatFilter,
  ChatId,
  ChatsPage,
  CommandName,
  Content,
  Message,
  MessageId,
  NumberWebhook,
  Settings,
  Timeline,
  TimelineItem,
  Timestamp,
  WebhookWay,
  Workspace,
} from "./contract";
import type { HostError, RequestOf, ResponseOf } from "./host";
import { keys } from "./keys";

/** A new id for a command; the same id twice is the same command. */
export const commandId = (): string => crypto.randomUUID();

/**
 * What follows an answer. Handed to the hook and not to `mutate`: of several calls `mutate` tells only the last, and none
 * once the component is gone.
 */
export interface After<Response, Request> {
  done?: (response: Response, request: Request) => void;
  refused?: (error: HostError, request: Request) => void;
}

/** Any command, waiting for its answer: for what is not shown before it is true. */
export function useCommand<N extends CommandName>(name: N, after: After<ResponseOf<N>, RequestOf<N>> = {}) {
  const host = useHost();
  return useMutation<ResponseOf<N>, HostError, RequestOf<N>>({
    mutationFn: (request) => host.call(name, request),
    onSuccess: (response, request) => after.done?.(response, request),
    onError: (error, request) => after.refused?.(error, request),
  });
}

/** Chooses how what comes in finds the way here. */
export function useWebhookWay() {
  const host = useHost();
  const client = useQueryClient();
  return useMutation<NumberWebhook, HostError, WebhookWay>({
    mutationFn: (way) => host.call("webhook_way_set", way),
    onSuccess: (webhook) => client.setQueryData(keys.numberWebhook, webhook),
  });
}

/** Decides something about a chat; its row changes at once and changes back if the core refuses. */
export function useChatUpdate(refused?: (error: HostError) => void) {
  const host = useHost();
  const client = useQueryClient();
  return useMutation<unknown, HostError, { chat: ChatId; change: ChatChange }, () => void>({
    mutationKey: keys.decision,
    mutationFn: ({ chat, change }) => host.call("chat_update", { command_id: commandId(), chat_id: chat, change }),
    onMutate: async ({ chat, change }) => {
      await callBack(client, chat);
      return changeRows(client, chat, change);
    },
    onError: (error, { chat }, restore) => {
      restore?.();
      // What has come in meanwhile is not in what was restored.
      void client.invalidateQueries({ queryKey: ["chats"] });
      void client.invalidateQueries({ queryKey: keys.chat(chat) });
      refused?.(error);
    },
  });
}

/**
 * An answer that is on its way is of before a decision, and would take back what is shown. A first answer is waited for: nobody
 * would ask for it again.
 */
export async function callBack(client: QueryClient, chat: ChatId): Promise<void> {
  const predicate = ({ state }: Query) => state.data !== undefined;
  await Promise.all([["chats"], keys.chat(chat)].map((queryKey) => client.cancelQueries({ queryKey, predicate })));
}

function changeRows(client: QueryClient, chat: ChatId, change: ChatChange): () => void {
  const lists = client.getQueriesData<InfiniteData<ChatsPage>>({ queryKey: ["chats"] });
  const detail = client.getQueryData<ChatDetail>(keys.chat(chat));
  const operator = client.getQueryData<Workspace>(keys.workspace)?.operator ?? "";
  for (const [key, data] of lists) {
    if (data === undefined) continue;
    const filter = key[1] as ChatFilter;
    const pages = data.pages.map((page) => ({
      ...page,
      rows: inOrder(
        page.rows
          .map((row) => (row.chat_id === chat ? applied(row, change) : row))
          .filter((row) => row.chat_id !== chat || stays(row, filter, operator)),
        filter,
      ),
    }));
    client.setQueryData(key, { ...data, pages });
  }
  if (detail !== undefined) client.setQueryData(keys.chat(chat), { ...detail, row: applied(detail.row, change) });
  return () => {
    for (const [key, data] of lists) client.setQueryData(key, data);
    if (detail !== undefined) client.setQueryData(keys.chat(chat), detail);
  };
}

/** What is sent, and what it answers. */
export interface Outgoing {
  chat: ChatId;
  content: Content;
  replyTo?: MessageId;
}

/**
 * Sends a message; it stands in the conversation at once as waiting, and goes away again if the gate refuses it. The core
 * gets one after the other, so that they go out in the order in which they were sent.
 */
export function useSend(refused?: (error: HostError, outgoing: Outgoing) => void) {
  const host = useHost();
  const client = useQueryClient();
  return useMutation<ResponseOf<"message_send">, HostError, Outgoing, () => void>({
    scope: { id: "message_send" },
    mutationFn: ({ chat, content, replyTo }) =>
      host.call("message_send", {
        command_id: commandId(),
        chat_id: chat,
        content,
        ...(replyTo === undefined ? {} : { reply_to: replyTo }),
      }),
    onMutate: ({ chat, content }) =>
      append(client, chat, { item: "message", ...provisionalMessage(provisionalId(), chat, content, now()) }),
    onError: (error, outgoing, restore) => {
      restore?.();
      // It is not lost: it stands in the conversation as what waits for the hub.
      if (!waitsForHub(error)) refused?.(error, outgoing);
    },
  });
}

/** Whether it was kept for the hub, and is done when that is back. */
const waitsForHub = (error: HostError) => error.body.code === "waits_for_hub";

/** Writes an internal note; it stands in the conversation at once. */
export function useNoteAdd(refused?: (error: HostError, note: { chat: ChatId; body: string }) => void) {
  const host = useHost();
  const client = useQueryClient();
  return useMutation<unknown, HostError, { chat: ChatId; body: string }, () => void>({
    mutationFn: ({ chat, body }) => host.call("note_add", { command_id: commandId(), chat_id: chat, body }),
    onMutate: ({ chat, body }) => {
      const author = client.getQueryData<Workspace>(keys.workspace)?.operator ?? "";
      return append(client, chat, { item: "note", note_id: provisionalId(), chat_id: chat, author, at: now(), body });
    },
    onError: (error, note, restore) => {
      restore?.();
      if (!waitsForHub(error)) refused?.(error, note);
    },
  });
}

let provisional = 0;

/** The id of what the core has not confirmed: negative, and no other's. */
function provisionalId(): number {
  provisional -= 1;
  return provisional;
}

const idOf = (item: TimelineItem): number | null =>
  item.item === "message" ? item.message_id : item.item === "note" ? item.note_id : null;

/** Puts an item at the end of every read part of a conversation that reaches its end, and gives the way to take it out. */
function append(client: QueryClient, chat: ChatId, item: TimelineItem): () => void {
  changePages(client, chat, (page, last) =>
    last && page.after === null ? { ...page, items: [...page.items, item] } : page,
  );
  return () =>
    changePages(client, chat, (page) => ({ ...page, items: page.items.filter((one) => idOf(one) !== idOf(item)) }));
}

function changePages(client: QueryClient, chat: ChatId, change: (page: Timeline, last: boolean) => Timeline): void {
  client.setQueriesData<InfiniteData<Timeline>>({ queryKey: ["timeline", chat] }, (data) =>
    data === undefined
      ? data
      : { ...data, pages: data.pages.map((page, index) => change(page, index === data.pages.length - 1)) },
  );
}

/** A message that the core has not taken yet. */
export function provisionalMessage(id: MessageId, chat: ChatId, content: Content, at: Timestamp): Message {
  return {
    message_id: id,
    chat_id: chat,
    ours: true,
    at,
    sender: null,
    content,
    file: null,
    quote: null,
    reactions: [],
    status: "queued",
    status_at: at,
    reason: null,
    receipts: null,
    edited: false,
    revoked: false,
    forwarded: false,
    referral: null,
    attempts: 0,
    can_settle: false,
  };
}

/** Keeps some of the settings; the screen follows at once. */
export function useSettingsSave() {
  const host = useHost();
  const client = useQueryClient();
  return useMutation<Settings, HostError, Partial<Settings>, Workspace | undefined>({
    mutationFn: () => {
      const settings = client.getQueryData<Workspace>(keys.workspace)?.settings;
      if (settings === undefined) throw new Error("settings are changed only on a screen that shows them");
      return host.call("settings_save", settings);
    },
    onMutate: (some) => {
      const before = client.getQueryData<Workspace>(keys.workspace);
      if (before !== undefined)
        client.setQueryData(keys.workspace, { ...before, settings: { ...before.settings, ...some } });
      return before;
    },
    onError: (_error, _input, before) => client.setQueryData(keys.workspace, before),
  });
}
