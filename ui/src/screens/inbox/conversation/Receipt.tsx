import { Trans, useLingui } from "@lingui/react/macro";
import { RotateCcw } from "lucide-react";
import { Button } from "@/components/index.ts";
import { reasonWords } from "@/app/errors.ts";
import type { Message } from "@/host/contract.ts";
import { useFormat } from "@/app/format.ts";
import { useSay } from "../say.ts";
import { focusComposer } from "../focus.ts";
import { useOpenChat } from "../chat.tsx";
import { windowAt } from "../composer/WindowLine.tsx";
import { now } from "@/host/clock.ts";
import { statusWord } from "../words.ts";
import { ReadBy } from "./ReadBy.tsx";
import { useSettle } from "./useSettle.ts";

/** What became of a message of ours: in words, with what can be done about it. */
export function Receipt({ message, newest }: { message: Message; newest: boolean }) {
  const tone = toneOf(message);
  return (
    <div className="receipt" data-tone={tone} role={tone === "danger" && newest ? "alert" : undefined}>
      <ReceiptWords message={message} />
      <ReceiptActions message={message} />
    </div>
  );
}

function toneOf(message: Message): "danger" | "warn" | undefined {
  if (message.status === "refused" || message.status === "failed") return "danger";
  return message.status === "unknown" ? "warn" : undefined;
}

function ReceiptWords({ message }: { message: Message }) {
  const { t } = useLingui();
  const say = useSay();
  const format = useFormat();
  const reason = message.reason === null ? "" : say(reasonWords(message.reason));
  const status = message.message_id < 0 ? "sending" : (message.status ?? "queued");
  const at = format.clock(message.status_at ?? message.at);
  switch (status) {
    case "refused":
      return (
        <span className="receipt-words">
          {message.reason?.reason === "window_closed" ? t`Not sent: the window had closed.` : t`Not sent. ${reason}`}
        </span>
      );
    case "cancelled":
      if (message.reason === null) return <span className="receipt-words">{say(statusWord(status))}</span>;
      return (
        <span className="receipt-words">
          {message.reason.reason === "withdrawn" ? t`Not sent: the person opted out.` : t`Not sent. ${reason}`}
        </span>
      );
    case "failed":
      return <span className="receipt-words">{t`Not delivered. ${reason}`}</span>;
    case "unknown":
      return (
        <span className="receipt-words">
          <Trans>Not confirmed. WhatsApp did not answer; it may have arrived.</Trans>
        </span>
      );
    case "sent":
    case "delivered":
    case "read":
    case "played":
      if (message.receipts !== null) return <ReadBy message={message} receipts={message.receipts} />;
      return <span className="receipt-words">{t`${say(statusWord(status))} ${at}`}</span>;
    default:
      return (
        <span className="receipt-words">
          {reason === "" ? say(statusWord(status)) : t`${say(statusWord(status))}. ${reason}`}
        </span>
      );
  }
}

function ReceiptActions({ message }: { message: Message }) {
  const { t } = useLingui();
  const { again, drop } = useSettle(message);
  const { window } = useOpenChat();
  const tooLate = message.content.kind !== "template" && windowAt(window, now()).state !== "open";
  if (message.message_id < 0) return null;
  if (message.status === "queued") {
    return (
      <button type="button" className="link-button" onClick={drop}>
        {t`Take back`}
      </button>
    );
  }
  if (message.status === "unknown" && message.can_settle) {
    return (
      <>
        <Button size="small" onPress={again}>{t`Send again`}</Button>
        <Button size="small" kind="ghost" onPress={drop}>{t`Discard`}</Button>
      </>
    );
  }
  if (message.status !== "failed" && message.status !== "refused") return null;
  if (tooLate) {
    return (
      <button type="button" className="link-button" onClick={focusComposer}>
        {t`Send as a template`}
      </button>
    );
  }
  return (
    <Button size="small" onPress={again}>
      <RotateCcw className="inbox-icon-14" aria-hidden />
      {t`Retry`}
    </Button>
  );
}
