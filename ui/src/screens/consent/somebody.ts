import type { ChatDetail, PersonFound } from "../../host/contract";
import type { Somebody } from "./view";

/** The person of a direct chat. */
export function somebodyIn({ row, contact }: Pick<ChatDetail, "row" | "contact">): Somebody | null {
  if (row.kind !== "direct" || contact === null) return null;
  return {
    whom: { account_id: row.account_id, contact_id: contact.contact_id },
    name: contact.name ?? contact.phone_masked ?? contact.username ?? "",
    chat: row.chat_id,
  };
}

/** Somebody who was found. */
export function somebodyOf({ whom, name, phone_masked, chat_id }: PersonFound): Somebody {
  return { whom, name: name ?? phone_masked ?? "", chat: chat_id };
}
