import type { ChatId, Content } from "@/host/contract.ts";
import { useSend } from "@/host/mutations.ts";
import { useTrouble } from "../actions.ts";

/** Sends what a dialog was filled in with, and says so when it is refused. */
export function useSendContent(chat: ChatId): (content: Content) => void {
  const send = useSend(useTrouble());
  return (content) => send.mutate({ chat, content });
}
