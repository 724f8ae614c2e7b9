import type { ChatId } from "@/host/contract.ts";

/** What is typed while a chat is still being read, until a field takes it over: that may be at a later visit. */
const words = new Map<ChatId, string>();
/** The chat for which it is typed. It stays so when that field goes, for whatever comes in its place. */
let focused: ChatId | null = null;

/** Keeps what is typed for a chat whose composer is not there yet. */
export function keepEarly(chat: ChatId, typed: string): void {
  if (typed === "") words.delete(chat);
  else words.set(chat, typed);
}

/** The words that were typed for a chat before its composer was there. */
export function earlyWords(chat: ChatId): string {
  return words.get(chat) ?? "";
}

/** Forgets them: they stand in the composer's field. */
export function forgetEarly(chat: ChatId): void {
  words.delete(chat);
}

/** Keeps whether the focus is where a chat's early words are typed. */
export function focusEarly(chat: ChatId, there: boolean): void {
  if (there) focused = chat;
  else if (focused === chat) focused = null;
}

/** Whether the focus was there for this chat; for any other one that is over. */
export function hadFocus(chat: ChatId): boolean {
  if (focused !== chat) focused = null;
  return focused === chat;
}
