import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import type { DeliveryStatus, TemplateCategory } from "@/host/contract.ts";

/** Gives a message its words in the language in force: `_` of `useLingui`. */
export type Say = (message: MessageDescriptor) => string;

const KINDS: Readonly<Record<string, MessageDescriptor>> = {
  image: msg`Photo`,
  video: msg`Video`,
  voice: msg`Voice message`,
  audio: msg`Audio`,
  document: msg`Document`,
  sticker: msg`Sticker`,
  location: msg`Location`,
  contacts: msg`Contact card`,
  interactive: msg`Message with buttons`,
  answer: msg`Answer to a button`,
  template: msg`Template`,
  form: msg`Form`,
  order: msg`Order`,
  system: msg`System message`,
  unsupported: msg`Unsupported message`,
  unknown: msg`Unknown message`,
};

/** The word for a kind of message that has no words of its own. */
export function kindWord(kind: string): MessageDescriptor {
  return KINDS[kind] ?? msg`Unknown message`;
}

const SYSTEM: Readonly<Record<string, MessageDescriptor>> = {
  call_in: msg`Incoming call. Switchboard cannot take it`,
  call_out: msg`Call to this person`,
  call_ended: msg`The call ended`,
  call_missed: msg`The call was not taken`,
  call_unanswered: msg`The person did not answer the call`,
  call_ringing: msg`It rings at the person's`,
  call_accepted: msg`The person took the call`,
  call_other: msg`News of a call`,
  call_rejected: msg`The person declined the call`,
  call_permission_reply: msg`The person answered whether they may be called`,
  control_passed: msg`This conversation was handed over to Switchboard`,
  control_taken: msg`Another app took this conversation over. Answers from here may not go out`,
  user_changed_number: msg`The phone number changed`,
  customer_changed_number: msg`The phone number changed`,
  user_changed_user_id: msg`The person's ID at WhatsApp changed`,
  user_identity_changed: msg`The security code changed`,
  customer_identity_changed: msg`The security code changed`,
  request_welcome: msg`The person opened this chat for the first time`,
};

/** What a line of the provider says that has no sentence of its own; the provider's word where nobody knows it. */
export function systemWord(event: string): MessageDescriptor {
  return SYSTEM[event] ?? { id: event, message: event };
}

const STATUSES: Readonly<Record<DeliveryStatus, MessageDescriptor>> = {
  queued: msg`Waiting to be sent`,
  sending: msg`Sending`,
  accepted: msg`Sending`,
  refused: msg`Not sent`,
  unknown: msg`Not confirmed`,
  cancelled: msg`Taken back before it was sent`,
  discarded: msg`Given up`,
  sent: msg`Sent`,
  delivered: msg`Delivered`,
  read: msg`Read`,
  played: msg`Played`,
  failed: msg`Not delivered`,
};

/** The word for where a message of ours is. */
export function statusWord(status: DeliveryStatus): MessageDescriptor {
  return STATUSES[status];
}

/** The word for what a template is for. */
export const categoryWord: Readonly<Record<TemplateCategory, MessageDescriptor>> = {
  marketing: msg`Offers and news`,
  utility: msg`Utility`,
  authentication: msg`Login code`,
};
