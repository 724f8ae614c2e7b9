import {
  AudioLines,
  BellOff,
  BookUser,
  Eye,
  Layers,
  type LucideIcon,
  MessageSquare,
  Monitor,
  Moon,
  Phone,
  Presentation,
  Repeat2,
  Settings2,
  SlidersHorizontal,
  Star,
  UsersRound,
  Volume2,
} from "lucide-react";

import type { AlertKind, Rule } from "../../../host/contract";
import { KindIcon } from "../words";

const ICONS: Readonly<Record<Exclude<Rule["rule"], "kind_default">, LucideIcon>> = {
  app: Settings2,
  account: Phone,
  kind: SlidersHorizontal,
  groups: UsersRound,
  group_default: UsersRound,
  topic_default: UsersRound,
  group_kind: UsersRound,
  label: AudioLines,
  chat: MessageSquare,
  contact: BookUser,
  muted: BellOff,
  quiet_now: Moon,
  schedule: Moon,
  rings_through: Star,
  focus: Monitor,
  backlog: Layers,
  looking_at_it: Eye,
  presenter: Presentation,
  burst_in_chat: Repeat2,
  burst_overall: Repeat2,
  unanswered: Volume2,
};

/** The icon of a rule; what a kind does by itself has the kind's. */
export function RuleIcon({ rule: { rule }, kind }: { rule: Rule; kind: AlertKind }) {
  if (rule === "kind_default") return <KindIcon kind={kind} />;
  const Icon = ICONS[rule];
  return <Icon aria-hidden="true" />;
}
