import { msg } from "@lingui/core/macro";
import { goBack, openChat, openMember } from "@/app/navigation.ts";
import type { ChatFilter, ChatId } from "@/host/contract.ts";
import { type Action, useActionContext, useActions } from "@/keys/actions.ts";
import { useChatActions } from "./actions.ts";
import { focusComposer } from "./focus.ts";
import type { Deeds, Panel } from "./Inbox.tsx";
import { focusRow } from "./list/ChatList.tsx";
import { setFilter } from "./list/Filters.tsx";
import { neighbour } from "./list/lines.ts";
import { useAlertActions } from "./useAlertActions.tsx";
import { useLongestWaiting } from "./useLongestWaiting.ts";
import { openMenu, togglePicked, useView } from "./view.ts";

/** Offers everything that can be done in the Inbox to the keys and to the palette. */
export function useInboxActions({ chat, deeds, panel }: { chat: ChatId | null; deeds: Deeds; panel: Panel }): void {
  const moves = useMoves(chat, deeds);
  const decisions = useDecisions(chat, deeds, panel);
  const alerts = useAlertActions(chat, deeds);
  const filters: Action[] = [
    filterAction("all", msg`Show all chats`),
    filterAction("unread", msg`Show unread chats`),
    filterAction("mine", msg`Show my chats`),
    filterAction("groups", msg`Show groups`),
    filterAction("snoozed", msg`Show snoozed chats`),
    filterAction("done", msg`Show finished chats`),
  ];
  useActions([...moves, ...decisions, ...alerts, ...filters]);
  useActionContext(deeds.row?.title ?? deeds.row?.phone_masked ?? null);
}

function filterAction(filter: Exclude<ChatFilter["filter"], "label">, title: Action["title"]): Action {
  return { id: `inbox.filter.${filter}`, title, group: "page", run: () => setFilter({ filter }) };
}

function useMoves(chat: ChatId | null, { rows }: Deeds): Action[] {
  const waiting = useLongestWaiting();
  const move = (step: 1 | -1) => {
    const next = neighbour(rows, chat, step);
    if (next !== undefined && next.chat_id !== chat) openChat(next.chat_id);
    else focusRow(chat);
  };
  const extend = (step: 1 | -1) => {
    const next = neighbour(rows, chat, step);
    if (chat === null || next === undefined) return;
    const picked = new Set(useView.getState().picked).add(chat).add(next.chat_id);
    useView.setState({ picked });
    openChat(next.chat_id);
  };
  const longest = async () => {
    // Who waits longest being open already, the next in line is meant.
    const next = await waiting(chat);
    if (next === undefined) focusRow(chat);
    else openChat(next);
  };
  return [
    { id: "inbox.next", title: msg`Next chat`, group: "chat", keyOnly: true, run: () => move(1) },
    { id: "inbox.previous", title: msg`Previous chat`, group: "chat", keyOnly: true, run: () => move(-1) },
    // Without an answer nobody is gone to; the list says what is wrong.
    {
      id: "inbox.longest-waiting",
      title: msg`Go to who waits longest`,
      group: "app",
      run: () => void longest().catch(() => focusRow(chat)),
    },
    {
      id: "inbox.select",
      title: msg`Select the chat`,
      group: "chat",
      enabled: chat !== null,
      run: () => chat !== null && togglePicked(chat),
    },
    { id: "inbox.extend", title: msg`Extend the selection down`, group: "chat", keyOnly: true, run: () => extend(1) },
    { id: "inbox.shrink", title: msg`Extend the selection up`, group: "chat", keyOnly: true, run: () => extend(-1) },
  ];
}

function useDecisions(chat: ChatId | null, deeds: Deeds, panel: Panel): Action[] {
  const actions = useChatActions();
  const { row } = deeds;
  const enabled = chat !== null;
  const decides = deeds.chosen.length > 0;
  const isDone = row?.conversation.conversation === "done";
  const pinned = row?.section === "pinned";
  const contact = row?.contact_id ?? null;
  const base = { group: "chat", enabled: decides } as const;
  return [
    { ...base, enabled, id: "inbox.reply", title: msg`Reply`, run: focusComposer },
    {
      ...base,
      id: "inbox.done",
      title: isDone ? msg`Open again` : msg`Mark done`,
      also: msg`finish close`,
      run: deeds.done,
    },
    {
      ...base,
      id: "inbox.snooze",
      title: msg`Snooze`,
      also: msg`later`,
      run: () => openMenu("snooze"),
      runAt: deeds.snooze,
    },
    { ...base, id: "inbox.unread", title: msg`Mark unread`, run: deeds.unread },
    { ...base, id: "inbox.assign", title: msg`Hand over`, also: msg`assign`, run: () => openMenu("assign") },
    {
      ...base,
      id: "inbox.label",
      title: msg`Label`,
      also: msg`tag`,
      run: () => {
        panel.show();
        openMenu("label");
      },
    },
    {
      ...base,
      id: "inbox.pin",
      title: pinned ? msg`Unpin` : msg`Pin`,
      run: () => row !== undefined && actions.pin([row], !pinned),
    },
    {
      ...base,
      enabled,
      id: "inbox.templates",
      title: msg`Templates`,
      run: () => {
        openMenu("templates");
        focusComposer();
      },
    },
    {
      ...base,
      enabled,
      id: "inbox.search",
      title: msg`Search in chat`,
      run: () => useView.setState({ searching: true }),
    },
    {
      ...base,
      enabled: contact !== null,
      id: "inbox.member",
      title: msg`Open member`,
      also: msg`person fields groups history`,
      run: () => openMember(contact),
    },
    { ...base, enabled, id: "inbox.panel", title: msg`Contact panel`, run: panel.toggle },
    { id: "inbox.out", title: msg`One step back`, group: "chat", keyOnly: true, run: () => stepOut(chat, panel) },
  ];
}

/** Esc goes one step out: search, the answer to why, drawer, selection, the place before a search, the list. */
function stepOut(chat: ChatId | null, panel: Panel): void {
  const { searching, picked, why } = useView.getState();
  if (searching) useView.setState({ searching: false });
  else if (why !== null) useView.setState({ why: null });
  else if (panel.shown === "drawer") panel.toggle();
  else if (picked.size > 0) useView.setState({ picked: new Set() });
  else if (!goBack()) focusRow(chat);
}
