import { Trans, useLingui } from "@lingui/react/macro";
import { Check, CheckCheck, CircleAlert, CircleHelp, Clock, Forward, LayoutTemplate, Megaphone } from "lucide-react";
import type { ComponentType } from "react";
import { Avatar, hueOf } from "@/components/index.ts";
import type { DeliveryStatus, Message, MessageId } from "@/host/contract.ts";
import { BubbleBody } from "../content/BubbleBody.tsx";
import { useFormat } from "@/app/format.ts";
import { useSay } from "../say.ts";
import { useView } from "../view.ts";
import { statusWord } from "../words.ts";
import { useTools } from "./useTools.ts";
import { MessageTools } from "./MessageTools.tsx";
import { QuoteStrip } from "./QuoteStrip.tsx";
import { Reactions } from "./Reactions.tsx";

/** One bubble of the conversation. */
export function Bubble({
  message,
  group,
  first,
  last,
  found,
  onJump,
}: {
  message: Message;
  group: boolean;
  first: boolean;
  last: boolean;
  found: boolean;
  onJump: (message: MessageId) => void;
}) {
  const picked = useView((view) => view.message === message.message_id);
  const tools = useTools(message.message_id, picked);
  const named = group && !message.ours;
  return (
    <div
      className="message"
      role="group"
      aria-label={useBubbleName(message)}
      data-message={message.message_id}
      data-ours={message.ours || undefined}
      data-first={first || undefined}
      data-reactions={message.reactions.length > 0 || undefined}
      data-revoked={message.revoked || undefined}
      data-picked={picked || undefined}
      data-found={found || undefined}
      tabIndex={-1}
      {...tools.bubble}
    >
      {named ? <SenderAvatar message={message} shown={last} /> : null}
      <div className="bubble">
        {named && first ? <Who message={message} /> : null}
        <BubbleMarks message={message} />
        {message.quote === null ? null : <QuoteStrip quote={message.quote} onJump={onJump} />}
        <div className="bubble-body">
          <BubbleBody message={message} />
        </div>
        <Meta message={message} />
        <Reactions message={message} />
      </div>
      {tools.shown ? <MessageTools message={message} onBusy={tools.onBusy} /> : null}
    </div>
  );
}

function useBubbleName(message: Message): string {
  const { t } = useLingui();
  const format = useFormat();
  const sender = message.ours ? t`You` : (message.sender?.name ?? t`Unknown sender`);
  return t`${sender}, ${format.clock(message.at)}`;
}

function SenderAvatar({ message, shown }: { message: Message; shown: boolean }) {
  if (!shown) return <span className="message-avatar-space" />;
  return <Avatar size={28} id={message.sender?.contact_id ?? 0} name={message.sender?.name ?? null} />;
}

function Who({ message }: { message: Message }) {
  const { t } = useLingui();
  const name = message.sender?.name ?? t`Unknown sender`;
  return <span className={`bubble-who name-hue-${hueOf(message.sender?.contact_id ?? 0)}`}>{name}</span>;
}

function BubbleMarks({ message }: { message: Message }) {
  return (
    <>
      {message.forwarded ? (
        <span className="bubble-mark">
          <Forward className="inbox-icon-12" aria-hidden />
          <Trans>Forwarded</Trans>
        </span>
      ) : null}
      {message.referral === null ? null : (
        <span className="bubble-mark">
          <Megaphone className="inbox-icon-12" aria-hidden />
          <Trans>Came from the advertisement: {message.referral}</Trans>
        </span>
      )}
      {message.content.kind === "template" ? (
        <span className="bubble-mark">
          <LayoutTemplate className="inbox-icon-12" aria-hidden />
          <Trans>Template {message.content.name}</Trans>
        </span>
      ) : null}
    </>
  );
}

function Meta({ message }: { message: Message }) {
  const format = useFormat();
  return (
    <span className="bubble-meta">
      {message.revoked ? <Trans>deleted by the sender</Trans> : null}
      {message.edited && !message.revoked ? <Trans>edited</Trans> : null}
      <time dateTime={new Date(message.at).toISOString()} title={format.exact(message.at)}>
        {format.clock(message.at)}
      </time>
      {message.ours && message.status !== null ? <Ticks status={message.status} /> : null}
    </span>
  );
}

type Icon = ComponentType<{ className?: string; role?: string; "aria-label"?: string }>;

const TICKS: Readonly<Record<DeliveryStatus, Icon>> = {
  queued: Clock,
  sending: Clock,
  accepted: Clock,
  unknown: CircleHelp,
  refused: CircleAlert,
  failed: CircleAlert,
  cancelled: CircleAlert,
  discarded: CircleAlert,
  sent: Check,
  delivered: CheckCheck,
  read: CheckCheck,
  played: CheckCheck,
};

function Ticks({ status }: { status: DeliveryStatus }) {
  const say = useSay();
  const Icon = TICKS[status];
  const word = say(statusWord(status));
  const danger = status === "refused" || status === "failed";
  return (
    <span className={danger ? "bubble-meta-danger" : undefined}>
      <Icon className="inbox-icon-14" role="img" aria-label={word} />
    </span>
  );
}
