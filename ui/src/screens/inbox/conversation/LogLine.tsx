import { Trans } from "@lingui/react/macro";
import { ArrowRightLeft, Info, type LucideIcon, Phone, PhoneMissed, ShieldAlert, TimerOff } from "lucide-react";
import { now } from "@/host/clock.ts";
import type { MessageId } from "@/host/contract.ts";
import { useOpenChat } from "../chat.tsx";
import { useFormat } from "@/app/format.ts";
import { Bubble } from "./Bubble.tsx";
import type { Entry } from "./entries.ts";
import { GroupLines } from "./GroupLines.tsx";
import { NotePaper } from "./NotePaper.tsx";
import { Receipt } from "./Receipt.tsx";
import { useSay } from "../say.ts";
import { systemWord } from "../words.ts";

/** One line of the log, by what it is. */
export function LogLine({
  entry,
  newest,
  found,
  onJump,
}: {
  entry: Entry;
  newest: boolean;
  found: MessageId | null;
  onJump: (message: MessageId) => void;
}) {
  const detail = useOpenChat();
  const format = useFormat();
  switch (entry.entry) {
    case "day":
      return <div className="log-day">{format.day(entry.at, now())}</div>;
    case "new":
      return (
        <div className="log-new">
          <Trans>New</Trans>
        </div>
      );
    case "closed":
      return <WindowClosed at={entry.at} />;
    case "lines":
      return <GroupLines lines={entry.lines} />;
    case "note":
      return <NotePaper note={entry.note} />;
    case "receipt":
      return <Receipt message={entry.message} newest={newest} />;
    case "end":
      return <div className="log-end" />;
    case "message":
      if (entry.message.content.kind === "system") return <SystemLine entry={entry} />;
      return (
        <Bubble
          message={entry.message}
          group={detail.row.kind !== "direct"}
          first={entry.first}
          last={entry.last}
          found={found === entry.message.message_id}
          onJump={onJump}
        />
      );
  }
}

/** What the provider tells of a person; anything else is only told. */
const SYSTEM_ICONS: Readonly<Record<string, LucideIcon>> = {
  user_changed_number: ArrowRightLeft,
  customer_changed_number: ArrowRightLeft,
  user_changed_user_id: ArrowRightLeft,
  user_identity_changed: ShieldAlert,
  customer_identity_changed: ShieldAlert,
  call_in: Phone,
  call_out: Phone,
  call_ended: Phone,
  call_missed: PhoneMissed,
  call_unanswered: PhoneMissed,
  call_rejected: PhoneMissed,
  control_passed: ArrowRightLeft,
  control_taken: ArrowRightLeft,
};

function SystemLine({ entry }: { entry: Extract<Entry, { entry: "message" }> }) {
  const format = useFormat();
  const say = useSay();
  const { content, at } = entry.message;
  if (content.kind !== "system") return null;
  const Icon = SYSTEM_ICONS[content.event] ?? Info;
  return (
    <div className="log-system" title={format.exact(at)}>
      <Icon className="inbox-icon-14" aria-hidden />
      {content.body ?? say(systemWord(content.event))} · {format.clock(at)}
    </div>
  );
}

function WindowClosed({ at }: { at: number }) {
  const format = useFormat();
  return (
    <div className="log-system">
      <TimerOff className="inbox-icon-14" aria-hidden />
      <Trans>Window closed at {format.clock(at)}, 24 hours after the last message</Trans>
    </div>
  );
}
