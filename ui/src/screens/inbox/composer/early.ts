import type { ChatId } from "@/host/contract.ts";

/** What is typed while a chat is still being read. Whoever goes on to another chat before that finds it at the next visit. */
const words = new Map<ChatId, string>();
/** The chat whose words are being typed: the focus is there. */
let focused: ChatId | null = null;

/** Keeps what is typed for a chat whose composer is not there yet. */
export function keepEarly(chat: ChatId, typed: string): void {
  if (typed === "") words.delete(chat);
  else words.set(chat, typed);
}

/** Keeps whether the focus is where that is typed. */
export function focusEarly(chat: ChatId, there: boolean): void {
  if (there) focused = chat;
  else if (focused === chat) focused = null;
}

/** The words that were typed for a chat before its composer was there. */
export function earlyWords(chat: ChatId): string {
  return words.get(chat) ?? "";
}

/** Forgets them, the composer having taken them over; true where the focus goes with them. */
export function endEarly(chat: ChatId): boolean {
  const there = focused === chat;
  focused = null;
  words.delete(chat);
  return there;
}
