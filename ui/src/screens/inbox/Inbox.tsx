import "./inbox.css";
import "./picker.css";
import "./list/list.css";
import "./digest/digest.css";

import { Trans, useLingui } from "@lingui/react/macro";
import { Coffee } from "lucide-react";
import { Suspense } from "react";
import { openChat, useNavigation } from "@/app/navigation.ts";
import { part } from "@/app/part.tsx";
import { useSame } from "@/app/useSame.ts";
import { Empty } from "@/components/index.ts";
import type { ChatRow, MessageId, Timestamp } from "@/host/contract.ts";
import { useSettingsSave } from "@/host/mutations.ts";
import { useChat, useChats, useWorkspace } from "@/host/queries.ts";
import { useChatActions } from "./actions.ts";
import type { After } from "./composer/Composer.tsx";
import { ConversationWaits } from "./conversation/ConversationWaits.tsx";
import { focusComposer } from "./focus.ts";
import { ChatList, focusRow } from "./list/ChatList.tsx";
import { neighbour } from "./list/lines.ts";
import { ONE_PANE, PANEL_FITS, useMedia } from "./media.ts";
import { usePresence } from "./presence.ts";
import { MuteMenu } from "./mute/MuteMenu.tsx";
import { useDigestActions } from "./digest/useDigestActions.ts";
import { useInboxActions } from "./useInboxActions.ts";
import { useLongestWaiting } from "./useLongestWaiting.ts";
import { openMenu, useView } from "./view.ts";

const Conversation = part(() => import("./conversation/Conversation.tsx").then((file) => file.Conversation));

const NO_ROWS: readonly ChatRow[] = [];

/** The Inbox: who waits, the conversation that is open, and what is known about who is in it. */
export function Inbox() {
  const { t } = useLingui();
  const chat = useNavigation((place) => place.chat);
  const around = useNavigation((place) => place.message);
  const visit = useNavigation((place) => place.visit);
  const onePane = useMedia(ONE_PANE);
  const panel = usePanel();
  const deeds = useDeeds(chat);
  usePresence(chat);
  useInboxActions({ chat, deeds, panel });
  useDigestActions(chat);

  const open = (next: number) => {
    // A second press on the open chat goes on to answering, as Enter does.
    if (next === chat) focusComposer();
    else openChat(next);
  };
  // The list is read anew all the time where many write: the conversation is not drawn again for that.
  const acts = {
    onPanel: useSame(panel.toggle),
    onBack: useSame(() => {
      openChat(null);
      focusRow(chat);
    }),
    onGo: useSame((message: MessageId | null) => openChat(chat, message)),
    onDone: useSame(deeds.done),
    onSnooze: useSame(deeds.snooze),
    onSent: useSame(deeds.sent),
  };
  return (
    <div className="inbox" data-shows={chat === null ? "list" : "conversation"}>
      <h1 className="unseen">{t`Inbox`}</h1>
      <ChatList chat={chat} onOpen={open} />
      {chat === null ? (
        <NothingOpen />
      ) : (
        <Suspense fallback={<ConversationWaits chat={chat} panel={panel.shown} />}>
          <Conversation
            key={chat}
            chat={chat}
            around={around}
            visit={visit}
            panel={panel.shown}
            {...acts}
            onBack={onePane ? acts.onBack : null}
          />
        </Suspense>
      )}
      <MuteMenu />
    </div>
  );
}

/** The panel beside the conversation: kept as a setting where it fits, a drawer where it does not. */
export interface Panel {
  shown: "beside" | "drawer" | null;
  toggle: () => void;
  show: () => void;
}

function usePanel(): Panel {
  const { data: workspace } = useWorkspace();
  const save = useSettingsSave();
  const fits = useMedia(PANEL_FITS);
  const drawer = useView((view) => view.drawer);
  const kept = workspace?.settings.context_panel ?? false;
  return {
    shown: fits ? (kept ? "beside" : null) : drawer ? "drawer" : null,
    toggle: () => (fits ? save.mutate({ context_panel: !kept }) : useView.setState({ drawer: !drawer })),
    show: () => {
      if (!fits) useView.setState({ drawer: true });
      else if (!kept) save.mutate({ context_panel: true });
    },
  };
}

/** What is done to the open chat, or to all that are picked, and where the operator goes after it. */
export interface Deeds {
  rows: readonly ChatRow[];
  row: ChatRow | undefined;
  /** All that are picked, or the open one once it can be seen. */
  chosen: readonly ChatRow[];
  done: () => void;
  snooze: (until: Timestamp) => void;
  unread: () => void;
  sent: (after: After) => void;
}

function useDeeds(chat: number | null): Deeds {
  const filter = useView((view) => view.filter);
  const picked = useView((view) => view.picked);
  const { data: listed } = useChats(filter);
  const { data: everything } = useChats({ filter: "all" });
  const actions = useChatActions();
  const longest = useLongestWaiting();
  const rows = listed?.rows ?? NO_ROWS;
  // Where many write, the chat that is open soon stands further down than the list was read.
  const { data: detail } = useChat(chat);
  const isOpen = (one: ChatRow) => one.chat_id === chat;
  const row = rows.find(isOpen) ?? everything?.rows.find(isOpen) ?? detail?.row;
  // A letter meant for what is not drawn yet would decide about a chat that nobody has seen.
  const seen = useView((view) => view.shown) === chat;
  const open = row === undefined || !seen ? [] : [row];
  const chosen = picked.size > 0 ? rows.filter((one) => picked.has(one.chat_id)) : open;

  /** Acts on what is chosen; of the open chat alone the row below is opened next, never the top. */
  const act = (work: (rows: readonly ChatRow[]) => void) => {
    const below = neighbour(rows, chat, 1);
    const next = below?.chat_id === chat ? neighbour(rows, chat, -1) : below;
    work(chosen);
    if (picked.size > 0) useView.setState({ picked: new Set() });
    else openChat(next?.chat_id === chat ? null : (next?.chat_id ?? null));
  };
  return {
    rows,
    row,
    chosen,
    done: () =>
      row?.conversation.conversation === "done" && picked.size === 0 ? actions.reopen([row]) : act(actions.done),
    snooze: (until) => act((all) => actions.snooze(all, until)),
    unread: () => act(actions.unread),
    sent: (after) => {
      if (after === "snooze") openMenu("snooze");
      if (after !== "done" || row === undefined) return;
      actions.done([row]);
      // Where that cannot be told the chat stays open, done.
      void longest(row.chat_id).then(
        (next) => (next === undefined ? undefined : openChat(next)),
        () => {},
      );
    },
  };
}

function NothingOpen() {
  const { t } = useLingui();
  const { data } = useChats({ filter: "all" });
  const waiting = data?.counts.waiting ?? 0;
  return (
    <section className="inbox-pane conversation nothing-open" aria-label={t`Conversation`} data-pane="conversation">
      <div className="inbox-empty">
        {data === undefined ? null : (
          <Empty icon={<Coffee aria-hidden />} title={waiting === 0 ? t`Everyone has an answer` : t`No chat is open`}>
            {waiting === 0 ? (
              <Trans>New messages appear in the list.</Trans>
            ) : (
              <Trans>Press N to go to whoever waits longest, or choose a chat.</Trans>
            )}
          </Empty>
        )}
      </div>
    </section>
  );
}
