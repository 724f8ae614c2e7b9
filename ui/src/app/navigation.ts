import { create } from "zustand";

import type { ChatId, ContactId, Hit, MessageId } from "../host/contract";
import { pressedAt } from "../keys/press";

/** The screens. */
export type Screen = "inbox" | "groups" | "members" | "consent" | "notifications" | "settings";

/** The tabs of a group. */
export type GroupTab = "overview" | "participants" | "invitations" | "settings" | "activity";

/** The tabs of the notifications. */
export type NotificationsTab = "defaults" | "chats" | "sounds" | "schedules" | "history";

/** The tabs of consent. */
export type ConsentTab = "ledger" | "pending" | "withdrawals" | "wording" | "report";

/** What the notifications were opened for: on `chats` the exception of this chat, on `schedules` the simulator with it. */
export interface NotificationsPlace {
  /** The tab to show; none is the one that was shown last. */
  tab: NotificationsTab | null;
  chat: ChatId | null;
}

/** What can cover a screen. `connect` belongs to the settings. */
export type Overlay = "palette" | "search" | "keys" | "connect";

/** A place where the operator can be. */
export interface Place {
  screen: Screen;
  /** The open chat. */
  chat: ChatId | null;
  /** The message that the chat is opened at. */
  message: MessageId | null;
}

interface Navigation extends Place {
  /** Grows with every visit, so that going to the same message twice scrolls to it twice. */
  visit: number;
  /** Whether chats are walked through: a key came to this one at once after the one before, as a key does that is held. */
  walks: boolean;
  /** Where to go back to after a search. */
  before: Place | null;
  /** What was found last, for «next hit». */
  hits: readonly Hit[];
  /** The group that is shown; none before the screen has chosen one. */
  group: ChatId | null;
  groupTab: GroupTab;
  /** Whether everybody who asks to enter is shown in place of one group. */
  asking: boolean;
  /** The person who is shown in place of the table of members. */
  member: ContactId | null;
  /** What the notifications were opened for. */
  notifications: NotificationsPlace;
  /** The tab of consent that is shown. */
  consent: ConsentTab;
  /** What covers the screen. */
  overlay: Overlay | null;
  /** What the palette or the search begins with. */
  query: string;
}

const start: Navigation = {
  screen: "inbox",
  chat: null,
  message: null,
  visit: 0,
  walks: false,
  before: null,
  hits: [],
  group: null,
  groupTab: "overview",
  asking: false,
  member: null,
  notifications: { tab: null, chat: null },
  consent: "ledger",
  overlay: null,
  query: "",
};

/** Where the operator is. Pure view state: nothing of it is asked from the core. */
export const useNavigation = create<Navigation>(() => start);

/** Chats to which keys come sooner after each other, in milliseconds, are walked through. */
const WALKED = 60;
/** When the key was pressed that opened a chat last. */
let opened: number | null = null;

const { getState, setState } = useNavigation;

/** Goes to a screen. */
export function go(screen: Screen): void {
  setState({ screen, overlay: null });
}

/** Goes to the groups: to one of them, or to where somebody asks to enter. */
export function openGroup(group: ChatId | null, groupTab: GroupTab = "overview"): void {
  setState(({ visit }) => ({ screen: "groups", group, groupTab, asking: false, visit: visit + 1, overlay: null }));
}

/** Goes to everybody who asks to enter, in all groups. */
export function openRequests(): void {
  setState(({ visit }) => ({ screen: "groups", group: null, asking: true, visit: visit + 1, overlay: null }));
}

/** Goes to a tab of a group; the next group is shown on the same one. */
export function openGroupTab(groupTab: GroupTab): void {
  setState({ groupTab });
}

/** Goes to the members: to one of them, or to the table. */
export function openMember(member: ContactId | null): void {
  setState(({ visit }) => ({ screen: "members", member, visit: visit + 1, overlay: null }));
}

/** Goes to a tab of the notifications, to one chat there if it is named. */
export function openNotifications(tab: NotificationsTab, chat: ChatId | null = null): void {
  setState(({ visit }) => ({
    screen: "notifications",
    notifications: { tab, chat },
    visit: visit + 1,
    overlay: null,
  }));
}

/** Goes to a tab of consent. */
export function openConsent(tab: ConsentTab): void {
  setState({ screen: "consent", consent: tab, overlay: null });
}

/** Goes where a number is connected, and opens the form. */
export function connectNumber(): void {
  setState({ screen: "settings", overlay: "connect" });
}

/** Opens a chat, at a message if one is named. */
export function openChat(chat: ChatId | null, message: MessageId | null = null): void {
  const at = pressedAt();
  const walks = at !== null && opened !== null && at - opened < WALKED;
  opened = at;
  setState(({ visit }) => ({ screen: "inbox", chat, message, visit: visit + 1, walks, overlay: null }));
}

/** Opens what was found and remembers where the operator was. */
export function openHit(hit: Hit, hits: readonly Hit[]): void {
  const { screen, chat, message, before } = getState();
  setState({ hits, before: before ?? { screen, chat, message } });
  openChat(hit.chat_id, hit.message_id);
}

/** Goes to the hit after the open one; false where there is none. */
export function nextHit(): boolean {
  const { hits, message } = getState();
  const next = hits[hits.findIndex((hit) => hit.message_id === message) + 1] ?? hits[0];
  if (next === undefined) return false;
  openChat(next.chat_id, next.message_id);
  return true;
}

/** Goes back to where the operator was before the search; false where there is nothing to go back to. */
export function goBack(): boolean {
  const { before, visit } = getState();
  if (before === null) return false;
  setState({ ...before, before: null, hits: [], visit: visit + 1, overlay: null });
  return true;
}

/** Opens what covers the screen. */
export function openOverlay(overlay: Overlay, query = ""): void {
  setState({ overlay, query });
}

/** What the palette or the search begins with. */
export function startingQuery(): string {
  return getState().query;
}

/** Closes what covers the screen. */
export function closeOverlay(): void {
  setState({ overlay: null, query: "" });
}
