import { Trans, useLingui } from "@lingui/react/macro";
import { Check, ChevronLeft, PanelRight, RotateCcw, Search } from "lucide-react";
import { IconButton } from "@/components/index.ts";
import type { ChatDetail, Timestamp } from "@/host/contract.ts";
import { ChatAvatar } from "@/app/GroupAvatar.tsx";
import { NumberTag } from "@/app/NumberTag.tsx";
import { chordFor } from "@/keys/map.ts";
import { useChatActions } from "../actions.ts";
import { useRowName } from "../list/preview.ts";
import { useView } from "../view.ts";
import { AssignMenu } from "./AssignMenu.tsx";
import { RequestsButton, SeatCount } from "./RequestsButton.tsx";
import { SnoozeMenu } from "./SnoozeMenu.tsx";

/** The bar above a conversation: who it is with, and what is decided about it. */
export function Header({
  detail,
  panel,
  onPanel,
  onBack,
  onDone,
  onSnooze,
}: {
  detail: ChatDetail;
  panel: boolean;
  onPanel: () => void;
  onBack: (() => void) | null;
  onDone: () => void;
  onSnooze: (until: Timestamp) => void;
}) {
  const { t } = useLingui();
  const { row } = detail;
  const searching = useView((view) => view.searching);
  const actions = useChatActions();
  const name = useRowName(row);
  const open = row.conversation.conversation !== "done";
  return (
    <div className="inbox-bar inbox-bar-line">
      {onBack === null ? null : (
        <IconButton label={t`Back to chats`} onPress={onBack}>
          <ChevronLeft aria-hidden />
        </IconButton>
      )}
      <ChatAvatar row={row} size={28} />
      <div className="conversation-name">
        <h2 className="cut" title={name}>
          {name}
        </h2>
        {detail.group === null ? null : (
          <span className="conversation-count">
            <SeatCount group={row.chat_id} people={detail.group.participants.length} />
          </span>
        )}
        <NumberTag account={row.account_id} />
        {open ? null : (
          <span className="conversation-count">
            <Trans>done</Trans>
          </span>
        )}
      </div>
      {detail.group === null ? null : <RequestsButton group={row.chat_id} />}
      <AssignMenu row={row} />
      <SnoozeMenu row={row} onSnooze={onSnooze} />
      {open ? (
        <IconButton label={t`Mark done`} chord={chordFor("inbox.done")} onPress={onDone}>
          <Check aria-hidden />
        </IconButton>
      ) : (
        <IconButton label={t`Open again`} chord={chordFor("inbox.done")} onPress={() => actions.reopen([row])}>
          <RotateCcw aria-hidden />
        </IconButton>
      )}
      <IconButton
        label={t`Search in chat`}
        chord={chordFor("inbox.search")}
        pressed={searching}
        onPress={() => useView.setState({ searching: !searching })}
      >
        <Search aria-hidden />
      </IconButton>
      <IconButton label={t`Contact panel`} chord={chordFor("inbox.panel")} pressed={panel} onPress={onPanel}>
        <PanelRight aria-hidden />
      </IconButton>
    </div>
  );
}
