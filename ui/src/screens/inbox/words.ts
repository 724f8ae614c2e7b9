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
