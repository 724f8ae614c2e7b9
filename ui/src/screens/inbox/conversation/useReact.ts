import { useLingui } from "@lingui/react/macro";
import type { Message } from "@/host/contract.ts";
import { commandId, useCommand } from "@/host/mutations.ts";
import { useTrouble } from "../actions.ts";
import { allowed, useAccount, useOpenChat } from "../chat.tsx";
import { useRefusal } from "../refusal.ts";

/** Puts a reaction on a message or takes ours back; `refusal` is why that cannot be done now. */
export function useReact(message: Message): { react: (emoji: string | null) => void; refusal: string | null } {
  const { t } = useLingui();
  const detail = useOpenChat();
  const account = useAccount(detail);
  const send = useCommand("reaction_send", { refused: useTrouble() });
  const refusal = useRefusal(allowed(detail, account, "reaction"));
  return {
    react: (emoji) => send.mutate({ command_id: commandId(), message_id: message.message_id, emoji }),
    refusal: message.message_id < 0 ? t`The message is not sent yet.` : refusal,
  };
}
