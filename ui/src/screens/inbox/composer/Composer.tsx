import { Trans } from "@lingui/react/macro";
import { Ban, Info } from "lucide-react";
import { useLayoutEffect, useRef, useState } from "react";
import { CallOut, keepToastsAbove } from "@/components/index.ts";
import { now, useNow } from "@/host/clock.ts";
import type { ChatDetail, ChatId } from "@/host/contract.ts";
import { Blocked } from "../../blocks/BlockStanding.tsx";
import { focusComposer } from "../focus.ts";
import { compose, useComposing, useView } from "../view.ts";
import { MINUTE } from "../time.ts";
import { focusEarly, hadFocus } from "./early.ts";
import { TemplatePicker } from "./TemplatePicker.tsx";
import { ConsentNotice } from "./ConsentNotice.tsx";
import { useAttachments } from "./useAttachments.ts";
import { isBlocked, useAccount } from "../chat.tsx";
import { windowAt } from "./WindowLine.tsx";
import { Writer } from "./Writer.tsx";

/** What the operator does after sending. */
export type After = "stay" | "done" | "snooze";

/** Where answers are written. With a closed window it is the template picker; a note can be written at any time. */
export function Composer({ detail, onSent }: { detail: ChatDetail; onSent: (after: After) => void }) {
  const minute = useNow(MINUTE);
  const { note } = useComposing(detail.row.chat_id);
  const account = useAccount(detail);
  const attachments = useAttachments(detail.row.chat_id, account?.capabilities ?? null);
  const asked = useView((view) => view.menu === "templates");
  const window = windowAt(detail.window, Math.max(minute, now()));
  const person = !note && isBlocked(detail) ? (detail.contact?.block ?? null) : null;
  const closed = note ? null : closedBy(detail);
  const picking = !note && (asked || window.state !== "open");
  const shown = person === null && closed === null ? (picking ? "templates" : "writer") : "blocked";
  const place = useFocusKept(detail.row.chat_id, shown);
  useKindOfDraft(detail);
  return (
    <div ref={makeRoom} className="composer-place" {...place}>
      <ConsentNotice detail={detail} window={window} />
      {person !== null ? (
        <div className="composer composer-blocked" data-keys="composer">
          <Blocked view={person} />
        </div>
      ) : closed !== null ? (
        <Closed because={closed} />
      ) : picking ? (
        <TemplatePicker detail={detail} window={window} minute={minute} onSent={onSent} />
      ) : (
        <Writer detail={detail} window={window} minute={minute} attachments={attachments} onSent={onSent} />
      )}
    </div>
  );
}

/** Keeps what is shown over the window's lower edge, the toasts, off what is being written. */
function makeRoom(place: HTMLElement | null) {
  if (place === null) return;
  const watch = new ResizeObserver(() => keepToastsAbove(place.offsetHeight));
  watch.observe(place);
  return () => {
    watch.disconnect();
    keepToastsAbove(0);
  };
}

/**
 * Hands the focus on when what is shown takes another's place: from what was typed before the chat was read, and when the
 * window closes while somebody types, whose next letters would be keys of the list.
 */
function useFocusKept(chat: ChatId, shown: string) {
  const inside = useRef(false);
  const last = useRef<string | null>(null);
  useLayoutEffect(() => {
    const early = hadFocus(chat);
    focusEarly(chat, false);
    if (early || (inside.current && last.current !== shown)) focusComposer();
    last.current = shown;
  }, [chat, shown]);
  return {
    onFocus: () => void (inside.current = true),
    onBlur: () => void (inside.current = false),
  };
}

/** What was left unsent knows whether it was a note and what it answered; from then on the operator says so. */
function useKindOfDraft({ row: { chat_id: chat }, draft }: ChatDetail) {
  const [kept] = useState(draft);
  useLayoutEffect(() => {
    if (kept !== null) compose(chat, { note: kept.note, replyTo: kept.reply_to });
  }, [chat, kept]);
}

function closedBy(detail: ChatDetail): "suspended" | "unsorted" | null {
  if (detail.group?.suspended === true) return "suspended";
  return detail.row.kind === "unsorted" ? "unsorted" : null;
}

function Closed({ because }: { because: "suspended" | "unsorted" }) {
  return (
    <div className="composer composer-blocked" data-keys="composer">
      {because === "suspended" ? (
        <CallOut tone="danger" icon={<Ban aria-hidden />}>
          <Trans>WhatsApp suspended this group. You can read it, not write.</Trans>
        </CallOut>
      ) : (
        <CallOut icon={<Info aria-hidden />}>
          <Trans>What stands here could not be given to a person or a group, so nobody can be answered.</Trans>
        </CallOut>
      )}
    </div>
  );
}
