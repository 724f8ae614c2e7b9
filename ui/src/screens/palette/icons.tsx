import {
  AlarmClock,
  Check,
  Clock,
  Ellipsis,
  Hourglass,
  Inbox,
  LayoutTemplate,
  type LucideIcon,
  MailOpen,
  Moon,
  PanelRight,
  Pin,
  Reply,
  Search,
  SquareCheck,
  StickyNote,
  Tag,
  UserRoundPlus,
  UsersRound,
} from "lucide-react";

/** Icons of actions that have none of their own, by id. One icon, one meaning. */
const ICONS: Readonly<Record<string, LucideIcon>> = {
  "inbox.longest-waiting": Hourglass,
  "inbox.select": SquareCheck,
  "inbox.reply": Reply,
  "inbox.done": Check,
  "inbox.snooze": AlarmClock,
  "inbox.unread": MailOpen,
  "inbox.assign": UserRoundPlus,
  "inbox.label": Tag,
  "inbox.pin": Pin,
  "inbox.templates": LayoutTemplate,
  "inbox.search": Search,
  "inbox.panel": PanelRight,
  "inbox.filter.all": Inbox,
  "inbox.filter.groups": UsersRound,
  "inbox.filter.snoozed": AlarmClock,
  "digest.show": Moon,
  "composer.note": StickyNote,
  "composer.templates": LayoutTemplate,
  "composer.send-snooze": Clock,
};

/** The icon of an action in a list. */
export function ActionIcon({ id }: { id: string }) {
  const Icon = ICONS[id] ?? Ellipsis;
  return <Icon aria-hidden="true" />;
}
