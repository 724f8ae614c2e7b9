import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";

import type { GroupActState, GroupFilter, GroupKind } from "../../host/contract";

/** What a group is for. */
export const KINDS: Readonly<Record<GroupKind, MessageDescriptor>> = {
  announcement: msg`Announcement`,
  support: msg`Support`,
  community: msg`Community`,
};

/** What is said of a kind where it is chosen. */
export const KIND_HELP: Readonly<Record<GroupKind, MessageDescriptor>> = {
  announcement: msg`You tell, they read.`,
  support: msg`They ask, you answer.`,
  community: msg`They talk with each other.`,
};

/** The topics that have words of their own; any other is the operator's. */
export const TOPICS: Readonly<Record<string, MessageDescriptor>> = {
  product: msg`Product`,
  region: msg`Region`,
  vip: msg`VIP`,
};

/** Which groups are listed. */
export const FILTERS: Readonly<Record<GroupFilter, MessageDescriptor>> = {
  all: msg`All groups`,
  requests: msg`With join requests`,
  free: msg`With a free seat`,
  suspended: msg`Suspended`,
};

/** How far something is that was asked of WhatsApp. */
export const STATES: Readonly<Record<GroupActState, MessageDescriptor>> = {
  waiting: msg`Waits for its turn or for the network. It goes out by itself, there is nothing to do.`,
  calling: msg`On its way to WhatsApp. There is nothing to do.`,
  pending: msg`WhatsApp took it and tells later what came of it. If it stays silent for 2 minutes, Switchboard asks by itself.`,
  done: msg`Done.`,
  partly: msg`Done in part. Try again what was not done, or put this away.`,
  failed: msg`Not done.`,
  unknown: msg`The answer was lost, so it may be done. Look at the group first, then try again or put this away.`,
};

/** The same of a group that is to be made, which nobody can look at. */
export const UNKNOWN_MADE: MessageDescriptor = msg`The answer was lost, so the group may exist. Look for it in the list first: trying again may make a second one.`;
