import { useLingui } from "@lingui/react";
import {
  BadgeCheck,
  CircleCheck,
  CircleDashed,
  CircleSlash,
  CircleX,
  ClockAlert,
  type LucideIcon,
  Minus,
  RotateCcw,
} from "lucide-react";

import { Chip } from "../../components";
import type { ConsentState } from "../../host/contract";
import { STATES } from "./words";

type Tone = "plain" | "ok" | "warn" | "danger" | "wait";

const LOOKS: Readonly<Record<ConsentState, readonly [LucideIcon, Tone]>> = {
  requested: [CircleDashed, "wait"],
  granted: [CircleCheck, "ok"],
  confirmed: [BadgeCheck, "ok"],
  refused: [CircleX, "danger"],
  withdrawn: [CircleSlash, "danger"],
  expired: [ClockAlert, "warn"],
  resumed: [RotateCcw, "plain"],
};

/** What became of a permission, as a chip. */
export function StateChip({ state }: { state: ConsentState }) {
  const { i18n } = useLingui();
  const [Icon, tone] = LOOKS[state];
  return (
    <Chip tone={tone}>
      <Icon aria-hidden="true" />
      {i18n._(STATES[state])}
    </Chip>
  );
}

/** The same as an icon beside words that say it. Never asked is a dash. */
export function StateIcon({ state }: { state: ConsentState | null }) {
  if (state === null) return <Minus className="consent-icon" aria-hidden="true" />;
  const [Icon, tone] = LOOKS[state];
  return <Icon className={`consent-icon consent-icon--${tone}`} aria-hidden="true" />;
}
