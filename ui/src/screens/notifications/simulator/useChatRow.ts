import type { ChatId, ChatRow } from "../../../host/contract";
import { useChats } from "../../../host/queries";

/** The row of a chat among those that were read; null where it is not among them. */
export function useChatRow(chat: ChatId | null): ChatRow | null {
  const { data } = useChats({ filter: "all" });
  return data?.rows.find(({ chat_id }) => chat_id === chat) ?? null;
}
