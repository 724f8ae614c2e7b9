import { useHost } from "@/host/context.tsx";
import type { ChatId } from "@/host/contract.ts";
import { useChats } from "@/host/queries.ts";
import { longestWaiting } from "./list/lines.ts";

/** Who waits longest beside one chat, however far the list was read; none where nobody does. */
export function useLongestWaiting(): (except: ChatId | null) => Promise<ChatId | undefined> {
  const host = useHost();
  const { data: everything, hasNextPage } = useChats({ filter: "all" });
  return async (except) => {
    const known = everything?.rows ?? [];
    // Those that wait are read before the rest. Without a question nothing can be typed into the chat before.
    const all = !hasNextPage || known.at(-1)?.section === "rest";
    const asked = all ? null : (await host.call("waiting_longest", {})).chat_id;
    return asked === null || asked === except ? longestWaiting(known, except ?? undefined)?.chat_id : asked;
  };
}
