import type { ChatId } from "@/host/contract.ts";

/** What is typed while a chat is still being read. */
interface Early {
  chat: ChatId;
  words: string;
  /** Whether the focus is still where it is typed. */
  focused: boolean;
}

let early: Early | null = null;

/** Keeps what is typed for a chat whose composer is not there yet. */
export function keepEarly(chat: ChatId, change: Partial<Early>): void {
  const kept = early?.chat === chat ? early : { chat, words: "", focused: false };
  early = { ...kept, ...change };
}

/** The words that were typed for a chat before its composer was there. */
export function earlyWords(chat: ChatId): string {
  return early?.chat === chat ? early.words : "";
}

/** Forgets them, the composer having taken them over; true where the focus goes with them. */
export function endEarly(chat: ChatId): boolean {
  const focused = early?.chat === chat && early.focused;
  early = null;
  return focused;
}
