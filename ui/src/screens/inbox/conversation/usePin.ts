import { useLingui } from "@lingui/react/macro";
import type { MessageId } from "@/host/contract.ts";
import { commandId, useCommand } from "@/host/mutations.ts";
import { useTrouble } from "../actions.ts";
import { allowed, useAccount, useOpenChat } from "../chat.tsx";
import { useRefusal } from "../refusal.ts";
import { useView } from "../view.ts";

/** Pins messages in the group and ends that. */
export interface Pinning {
  /** Whether messages of this chat are pinned at all: only a group's are. */
  here: boolean;
  /** Why nothing can be pinned or unpinned now. */
  refusal: string | null;
  /** Whether a message is pinned, or is to be. */
  isPinned: (message: MessageId) => boolean;
  /** Asks for how long, or ends it where it is pinned. */
  toggle: (message: MessageId) => void;
  unpin: (message: MessageId) => void;
}

export function usePin(): Pinning {
  const { t } = useLingui();
  const detail = useOpenChat();
  const can = allowed(detail, useAccount(detail), "pin");
  const refusal = useRefusal(can);
  const send = useCommand("message_pin", { refused: useTrouble() });
  const isPinned = (message: MessageId) =>
    detail.group?.pins.some((pin) => pin.message_id === message && pin.until !== null) === true;
  const unpin = (message: MessageId) => send.mutate({ command_id: commandId(), message_id: message, days: null });
  return {
    here: detail.group !== null,
    refusal:
      !can.allowed && can.because === "window" ? t`Pinning works only while the 24-hour window is open.` : refusal,
    isPinned,
    toggle: (message) => (isPinned(message) ? unpin(message) : useView.setState({ pinning: message })),
    unpin,
  };
}
