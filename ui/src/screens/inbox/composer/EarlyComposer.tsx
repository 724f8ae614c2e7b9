import { useLingui } from "@lingui/react/macro";
import type { ChatId } from "@/host/contract.ts";
import { earlyWords, focusEarly, keepEarly } from "./early.ts";

/**
 * Stands where the composer will be while its chat is read, so that an answer begun at once is not taken for keys of the
 * list. Nothing can be sent from it.
 */
export function EarlyComposer({ chat }: { chat: ChatId }) {
  const { t } = useLingui();
  return (
    <div className="composer" data-keys="composer">
      <textarea
        key={chat}
        className="composer-text"
        data-writes
        rows={1}
        dir="auto"
        aria-label={t`Reply`}
        defaultValue={earlyWords(chat)}
        onFocus={() => focusEarly(chat, true)}
        onBlur={() => focusEarly(chat, false)}
        onChange={(event) => keepEarly(chat, event.target.value)}
      />
    </div>
  );
}
