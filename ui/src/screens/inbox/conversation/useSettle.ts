import type { Message } from "@/host/contract.ts";
import { commandId, useCommand } from "@/host/mutations.ts";
import { useTrouble } from "../actions.ts";

/** What settles a message of ours that did not get through: it is sent again, or dropped. */
export function useSettle(message: Message): { again: () => void; drop: () => void } {
  const refused = useTrouble();
  const again = useCommand("message_again", { refused });
  const drop = useCommand("message_drop", { refused });
  // Each press is a command of its own, so its id is made when it is pressed.
  const command = () => ({ command_id: commandId(), message_id: message.message_id });
  return { again: () => again.mutate(command()), drop: () => drop.mutate(command()) };
}
