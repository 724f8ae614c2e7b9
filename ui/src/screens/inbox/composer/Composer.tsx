import { Trans } from "@lingui/react/macro";
import { Ban, Info } from "lucide-react";
import { CallOut } from "@/components/index.ts";
import { now, useNow } from "@/host/clock.ts";
import type { ChatDetail } from "@/host/contract.ts";
import { useView, useComposing } from "../view.ts";
import { MINUTE } from "../time.ts";
import { TemplatePicker } from "./TemplatePicker.tsx";
import { useAttachments } from "./useAttachments.ts";
import { useAccount } from "../chat.tsx";
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
  const blocked = blockedBy(detail);
  if (!note && blocked !== null) return <Blocked because={blocked} />;
  if (!note && (asked || window.state !== "open"))
    return <TemplatePicker detail={detail} window={window} minute={minute} onSent={onSent} />;
  return <Writer detail={detail} window={window} minute={minute} attachments={attachments} onSent={onSent} />;
}

function blockedBy(detail: ChatDetail): "suspended" | "unsorted" | null {
  if (detail.group?.suspended === true) return "suspended";
  return detail.row.kind === "unsorted" ? "unsorted" : null;
}

function Blocked({ because }: { because: "suspended" | "unsorted" }) {
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
