import { useLingui } from "@lingui/react/macro";
import { useLayoutEffect, useRef } from "react";
import type { ChatId } from "@/host/contract.ts";
import { earlyWords, focusEarly, hadFocus, keepEarly } from "./early.ts";

/**
 * Stands where the composer will be while its chat is read, so that an answer begun at once is not taken for keys of the
 * list. Nothing can be sent from it.
 */
export function EarlyComposer({ chat }: { chat: ChatId }) {
  const { t } = useLingui();
  const box = useTakenUp(chat);
  return (
    <div className="composer" data-keys="composer">
      <textarea
        key={chat}
        ref={box}
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

/** What was begun is gone on with at its end, and at once where one like this field stood before. */
function useTakenUp(chat: ChatId) {
  const box = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => {
    const end = box.current?.value.length ?? 0;
    box.current?.setSelectionRange(end, end);
    if (hadFocus(chat)) box.current?.focus({ preventScroll: true });
  }, [chat]);
  return box;
}
