import { type InfiniteData, useQueryClient } from "@tanstack/react-query";
import type { ChatId, Message, MessageId, Timeline } from "@/host/contract.ts";

/** A message that was read already, from whatever part of its conversation is kept; none where it is not. */
export function useMessage(chat: ChatId, message: MessageId): Message | null {
  const client = useQueryClient();
  const parts = client.getQueriesData<InfiniteData<Timeline>>({ queryKey: ["timeline", chat] });
  const items = parts.flatMap(([, data]) => data?.pages.flatMap((page) => page.items) ?? []);
  const found = items.find((item) => item.item === "message" && item.message_id === message);
  return found?.item === "message" ? found : null;
}
