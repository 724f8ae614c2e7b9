import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import {
  AlarmClock,
  ArrowLeftRight,
  AtSign,
  Ban,
  BookUser,
  CheckCheck,
  CircleAlert,
  Eye,
  Flag,
  Gauge,
  LayoutTemplate,
  type LucideIcon,
  MessageSquare,
  MessagesSquare,
  Mic,
  Settings2,
  SmilePlus,
  UserRoundPlus,
  UsersRound,
} from "lucide-react";

import type { AlertKind, BadgeCount, Importance, Preview, Sound, SoundChoice, SoundFile } from "../../host/contract";

/** The kinds of event, as the operator calls them. */
export const KINDS: Readonly<Record<AlertKind, MessageDescriptor>> = {
  message: msg`1:1 message`,
  voice_message: msg`Voice message`,
  mention: msg`Mention in a group`,
  group_message: msg`Group message`,
  reaction: msg`Reaction`,
  delivered: msg`Message delivered`,
  read: msg`Message read`,
  failed: msg`Message not delivered`,
  participants: msg`Participants joined or left`,
  join_request: msg`Join request`,
  group_changed: msg`Group changed`,
  contact_changed: msg`Member changed number`,
  template_status: msg`Template approved or rejected`,
  quality: msg`Quality or limit of a number`,
  opt_out: msg`Opted out`,
  assignment: msg`A chat was handed to me`,
  reminder: msg`Snoozed chat came back`,
  moderation_flag: msg`Message to review`,
};

const ICONS: Readonly<Record<AlertKind, LucideIcon>> = {
  message: MessageSquare,
  voice_message: Mic,
  mention: AtSign,
  group_message: MessagesSquare,
  reaction: SmilePlus,
  delivered: CheckCheck,
  read: Eye,
  failed: CircleAlert,
  participants: UsersRound,
  join_request: UserRoundPlus,
  group_changed: Settings2,
  contact_changed: BookUser,
  template_status: LayoutTemplate,
  quality: Gauge,
  opt_out: Ban,
  assignment: ArrowLeftRight,
  reminder: AlarmClock,
  moderation_flag: Flag,
};

/** The icon of a kind of event. */
export function KindIcon({ kind }: { kind: AlertKind }) {
  const Icon = ICONS[kind];
  return <Icon aria-hidden="true" />;
}

/** The sounds of our own. */
export const SOUNDS: Readonly<Record<Sound, MessageDescriptor>> = {
  kettle: msg`Kettle`,
  bell: msg`Bell`,
  drop: msg`Drop`,
  knock: msg`Knock-knock`,
  doorphone: msg`Doorphone`,
  tick: msg`Tick`,
};

/** How much an alert matters. */
export const IMPORTANCES: Readonly<Record<Importance, MessageDescriptor>> = {
  passive: msg`Low`,
  active: msg`Normal`,
  time_sensitive: msg`High`,
  critical: msg`Above all`,
};

/** How much a banner shows. */
export const PREVIEWS: Readonly<Record<Preview, MessageDescriptor>> = {
  full: msg`Name and text`,
  sender: msg`Name only`,
  hidden: msg`Nothing`,
};

/** What the badge counts. */
export const BADGES: Readonly<Record<BadgeCount, MessageDescriptor>> = {
  all: msg`Every unread chat`,
  mine: msg`Mine and nobody's`,
  mentions: msg`Mentions`,
};

/** The name of what sounds: one of ours, a file of the operator's, nothing. */
export function soundWords(
  choice: SoundChoice,
  files: readonly SoundFile[],
  say: (message: MessageDescriptor) => string,
): string {
  switch (choice.from) {
    case "silent":
      return say(msg`no sound`);
    case "own":
      return say(SOUNDS[choice.sound]);
    case "file":
      return files.find(({ file }) => file === choice.sound)?.name ?? say(msg`own sound`);
  }
}
