import type { Message } from "@/host/contract.ts";
import type { Asked } from "../view.ts";

/** The question about one message: who wrote it is known. */
export function askedOf({ chat_id: chat, message_id: message, sender }: Message): Asked {
  const { contact_id: contact, name } = sender ?? { contact_id: null, name: null };
  return { chat, message, sender: contact === null || name === null ? null : { contact, name } };
}
