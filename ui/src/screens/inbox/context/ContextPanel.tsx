import { useLingui } from "@lingui/react/macro";
import { X } from "lucide-react";
import { useDeferredValue } from "react";
import { IconButton } from "@/components/index.ts";
import type { ChatDetail } from "@/host/contract.ts";
import { AlertBlock } from "./AlertBlock.tsx";
import { BlockBlock } from "./BlockBlock.tsx";
import { ConsentBlock } from "./ConsentBlock.tsx";
import { LabelsBlock } from "./LabelsBlock.tsx";
import { LimitsBlock } from "./LimitsBlock.tsx";
import { MemberBlock } from "./MemberBlock.tsx";
import { ParticipantsBlock } from "./ParticipantsBlock.tsx";
import { PinsBlock } from "./PinsBlock.tsx";
import { WhoBlock } from "./WhoBlock.tsx";

interface Panel {
  detail: ChatDetail;
  drawer: boolean;
  onClose: () => void;
}

/** What is known about who is in the chat. In a narrow window it is a drawer with a way to close it. */
export function ContextPanel({ detail, drawer, onClose }: Panel) {
  const { t } = useLingui();
  // Its outline is drawn at once, what fills it when there is time.
  const filled = useDeferredValue(true, false);
  return (
    <aside
      className="inbox-pane context"
      aria-label={detail.group === null ? t`Contact details` : t`Group details`}
      data-pane="context"
    >
      <div className="context-scroll" tabIndex={-1}>
        {filled ? <Blocks {...{ detail, drawer, onClose }} /> : null}
      </div>
    </aside>
  );
}

function Blocks({ detail, drawer, onClose }: Panel) {
  const { t } = useLingui();
  return (
    <>
      <WhoBlock
        detail={detail}
        close={
          drawer ? (
            <IconButton label={t`Close panel`} chord="Escape" onPress={onClose}>
              <X aria-hidden />
            </IconButton>
          ) : null
        }
      />
      <ConsentBlock detail={detail} />
      {detail.group === null ? null : <ParticipantsBlock detail={detail} />}
      {detail.group === null ? null : <PinsBlock chat={detail.row.chat_id} group={detail.group} />}
      <LabelsBlock row={detail.row} />
      {detail.contact === null ? null : <MemberBlock contact={detail.contact.contact_id} />}
      <AlertBlock detail={detail} />
      {detail.contact === null ? null : <BlockBlock detail={detail} view={detail.contact.block} />}
      {detail.group === null ? null : <LimitsBlock detail={detail} />}
    </>
  );
}
