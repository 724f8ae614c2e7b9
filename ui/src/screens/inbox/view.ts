import { create } from "zustand";
import type { ChatFilter, ChatId, MessageId } from "@/host/contract.ts";

/** Menus of the chat that is open, each with a key. */
export type OpenMenu = "assign" | "snooze" | "label" | "templates" | "emoji" | "quick";

/** What stands in the composer beside its text. */
export interface Composing {
  /** Whether an internal note is written. */
  note: boolean;
  /** The message that is answered. */
  replyTo: MessageId | null;
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
  /** The message that the keys act on. */
  message: MessageId | null;
  /** The composers, by chat. */
  composing: ReadonlyMap<ChatId, Composing>;
  /** Whether the drawer with the context is open, in a window too narrow for the panel. */
  drawer: boolean;
}

const EMPTY: InboxView = {
  filter: { filter: "all" },
  picked: new Set(),
  menu: null,
  searching: false,
  message: null,
  composing: new Map(),
  drawer: false,
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
  useView.setState({ menu: null, searching: false, message: null, drawer: false });
}
