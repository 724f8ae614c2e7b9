import { create } from "zustand";
import type { ChatFilter, ChatId, ChatRow, ContactId, MessageId } from "@/host/contract.ts";

/** Menus of the chat that is open, each with a key. */
export type OpenMenu = "assign" | "snooze" | "label" | "templates" | "emoji" | "quick";

/** What stands in the composer beside its text. */
export interface Composing {
  /** Whether an internal note is written. */
  note: boolean;
  /** The message that is answered. */
  replyTo: MessageId | null;
}

/** Chats that are being muted: the menu is open. */
export interface Muting {
  rows: readonly ChatRow[];
  /** Whether mentions will still ring. */
  keepMentions: boolean;
  /** Whether a time is being typed. */
  typing: boolean;
}

/** What is asked about: why a message rang or did not. */
export interface Asked {
  chat: ChatId;
  /** The message; the newest one that was decided about where none is named. */
  message: MessageId | null;
  /** Who wrote it, where that is known and somebody else than the chat's own person may have. */
  sender: { contact: ContactId; name: string } | null;
}

/** What only this screen knows and nobody keeps: choices of view, never state of the work. */
interface InboxView {
  /** Which chats are listed. */
  filter: ChatFilter;
  /** Chats picked for one action on all of them. */
  picked: ReadonlySet<ChatId>;
  /** The menu that is open. */
  menu: OpenMenu | null;
  /** Whether the search in the chat is open. */
  searching: boolean;
  /** The chat that can be seen; the one that is open is it once it is drawn. */
  shown: ChatId | null;
  /** The message that the keys act on. */
  message: MessageId | null;
  /** The message whose tools stand there: of one only. */
  tools: MessageId | null;
  /** The newest message of what is shown of the conversation, and whether that reaches its end. */
  tail: { newest: MessageId | null; complete: boolean };
  /** The composers, by chat. */
  composing: ReadonlyMap<ChatId, Composing>;
  /** Whether the drawer with the context is open, in a window too narrow for the panel. */
  drawer: boolean;
  /** The message that is to be pinned: it is asked for how long. */
  pinning: MessageId | null;
  /** Chats that are being muted. */
  muting: Muting | null;
  /** Why a message rang or did not; it stands in the panel's place. */
  why: Asked | null;
  /** Whether the list of what silence held back is open. */
  digest: boolean;
}

const EMPTY: InboxView = {
  filter: { filter: "all" },
  picked: new Set(),
  menu: null,
  searching: false,
  shown: null,
  message: null,
  tools: null,
  tail: { newest: null, complete: true },
  composing: new Map(),
  drawer: false,
  pinning: null,
  muting: null,
  why: null,
  digest: false,
};

/** The view of the Inbox. */
export const useView = create<InboxView>(() => EMPTY);

const FRESH: Composing = { note: false, replyTo: null };

/** The composer of a chat. */
export function useComposing(chat: ChatId): Composing {
  return useView((view) => view.composing.get(chat) ?? FRESH);
}

/** Changes the composer of a chat. */
export function compose(chat: ChatId, change: Partial<Composing>): void {
  useView.setState((view) => {
    const composing = new Map(view.composing);
    composing.set(chat, { ...(composing.get(chat) ?? FRESH), ...change });
    return { composing };
  });
}

/** Opens a menu, or closes the one that is open. */
export function openMenu(menu: OpenMenu | null): void {
  useView.setState({ menu });
}

/** Opens the menu that mutes chats. */
export function openMute(rows: readonly ChatRow[], keepMentions = false, typing = false): void {
  if (rows.length > 0) useView.setState({ muting: { rows, keepMentions, typing } });
}

/** Asks why a message rang or did not; asked the same again, the answer goes away. */
export function askWhy(asked: Asked): void {
  useView.setState(({ why }) => ({
    why: why?.chat === asked.chat && why.message === asked.message ? null : asked,
    drawer: false,
  }));
}

/** Picks a chat, or no longer. */
export function togglePicked(chat: ChatId): void {
  useView.setState((view) => {
    const picked = new Set(view.picked);
    if (!picked.delete(chat)) picked.add(chat);
    return { picked };
  });
}

/** Forgets everything that belongs to the chat that was open. */
export function leaveChat(): void {
  useView.setState({
    menu: null,
    searching: false,
    message: null,
    pinning: null,
    drawer: false,
    why: null,
    tools: null,
    tail: EMPTY.tail,
  });
}
