import { create } from "zustand";

import type { ChatId, MessageId, PurposeId, Timestamp, Whom } from "../../host/contract";

/** Somebody with the name that was shown. */
export interface Somebody {
  whom: Whom;
  name: string;
  chat: ChatId | null;
}

/** What the dialog that records a consent begins with. */
export interface Recording {
  person: Somebody | null;
  purpose: PurposeId | null;
  /** The message that proves it. */
  message: { id: MessageId; at: Timestamp; words: string } | null;
}

/** What is being taken back. */
export interface Withdrawing {
  person: Somebody;
  /** None takes everything back. */
  purpose: PurposeId | null;
  /** The message that says so. */
  message: MessageId | null;
}

interface ConsentView {
  /** Whether "Who may I message?" is open as a drawer, in windows too narrow for both. */
  drawer: boolean;
  /** Who is asked about, and for what. */
  person: Somebody | null;
  purpose: PurposeId;
  /** The entry that was gone to. */
  entry: number | null;
  recording: Recording | null;
  withdrawing: Withdrawing | null;
  erasing: Somebody | null;
  /** Whom to ask, in which chat, for what. */
  asking: { person: Somebody; purpose: PurposeId } | null;
  /** Hints that were put aside on this computer, by their message. */
  dismissed: ReadonlySet<MessageId>;
}

/** How everything about consent looks now. Pure view state. */
export const useConsentView = create<ConsentView>(() => ({
  drawer: false,
  person: null,
  purpose: "offers",
  entry: null,
  recording: null,
  withdrawing: null,
  erasing: null,
  asking: null,
  dismissed: new Set(),
}));

const { setState } = useConsentView;

/** Asks about somebody; where an entry led there, the answer opens in a narrow window, too. */
export function askAbout(person: Somebody | null, entry: number | null = null): void {
  setState(entry === null ? { person, entry } : { person, entry, drawer: true });
}

/** Opens or closes the drawer. */
export function setDrawer(drawer: boolean): void {
  setState({ drawer });
}

/** Opens the dialog that records a consent. */
export function openRecord(recording: Partial<Recording> = {}): void {
  setState({ recording: { person: null, purpose: null, message: null, ...recording } });
}

/** Asks before a consent is taken back. */
export function openWithdraw(person: Somebody, purpose: PurposeId | null, message: MessageId | null = null): void {
  setState({ withdrawing: { person, purpose, message } });
}

/** Closes whichever dialog is open. */
export function closeDialogs(): void {
  setState({ recording: null, withdrawing: null, erasing: null, asking: null });
}

/** Puts a hint aside. */
export function dismissHint(message: MessageId): void {
  setState(({ dismissed }) => ({ dismissed: new Set(dismissed).add(message) }));
}
