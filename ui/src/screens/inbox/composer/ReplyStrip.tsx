import { useLingui } from "@lingui/react/macro";
import { X } from "lucide-react";
import { IconButton } from "@/components/index.ts";
import type { ChatId, Message, MessageId } from "@/host/contract.ts";
import { bodyOf, kindOf } from "../conversation/useAnnouncements.ts";
import { QuoteStrip } from "../conversation/QuoteStrip.tsx";
import { compose } from "../view.ts";
import { useMessage } from "../useMessage.ts";

/** The message that the text answers, with a way to answer nothing. */
export function ReplyStrip({ chat, message }: { chat: ChatId; message: MessageId }) {
  const { t } = useLingui();
  const found = useMessage(chat, message);
  return (
    <div className="composer-strip">
      <QuoteStrip
        quote={found === null ? { message_id: null, ours: false, sender: null, kind: null, words: "" } : quoteOf(found)}
      />
      <IconButton size="small" label={t`Do not quote`} onPress={() => compose(chat, { replyTo: null })}>
        <X aria-hidden />
      </IconButton>
    </div>
  );
}

function quoteOf(message: Message) {
  return {
    message_id: null,
    ours: message.ours,
    sender: message.sender?.name ?? null,
    kind: kindOf(message),
    words: bodyOf(message) ?? "",
  };
}
