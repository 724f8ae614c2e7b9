import { useLingui } from "@lingui/react/macro";
import { BellOff, Ellipsis, MessageSquare, SlidersHorizontal, Trash2 } from "lucide-react";

import { openChat } from "../../../app/navigation";
import { undoable } from "../../../app/undo";
import { useErrorToast } from "../../../app/useErrorToast";
import { Avatar, Button, IconButton, Menu, type MenuEntry, Skeleton } from "../../../components";
import { now } from "../../../host/clock";
import type { ExceptionRow } from "../../../host/contract";
import { UNSET } from "../../../host/notification-change";
import { useChatMute, useLevelSave } from "../../../host/notification-mutations";
import { useException } from "../../../host/notifications";
import { isMuted, useMuteWords } from "../../inbox/mute/mute";
import type { Opened } from "./ExceptionDialog";
import { ExceptionFields } from "./ExceptionFields";

/** One chat or person with what it sets. */
export function ExceptionLine({ index, onOpen }: { index: number; onOpen: (opened: Opened) => void }) {
  const { data: row } = useException(index);
  if (row === undefined)
    return (
      <div className="own-rule">
        <Skeleton width="100%" height="24px" />
      </div>
    );
  return row === null ? null : <Row row={row} onOpen={onOpen} />;
}

function Row({ row, onOpen }: { row: ExceptionRow; onOpen: (opened: Opened) => void }) {
  const { t } = useLingui();
  const { level, name, group } = row;
  const id = level.level === "chat" || level.level === "contact" ? level.id : 0;
  return (
    <div className="own-rule">
      <span className="own-rule__who">
        <Avatar id={id} name={name} kind={group ? "group" : "person"} size={24} />
        <span className="own-rule__words">
          <Button
            kind="ghost"
            size="small"
            className="own-rule__name"
            aria-label={t`Change the exception: ${name}`}
            onPress={() => onOpen({ level, row })}
          >
            <span className="cut" title={name}>
              {name}
            </span>
          </Button>
          <Muted row={row} />
        </span>
      </span>
      <ExceptionFields row={row} />
      <span className="own-rule__end">
        <RowMenu row={row} onOpen={onOpen} />
      </span>
    </div>
  );
}

function Muted({ row: { mute } }: { row: ExceptionRow }) {
  const words = useMuteWords();
  if (!isMuted(mute, now())) return null;
  return (
    <span className="own-rule__muted">
      <BellOff aria-hidden="true" />
      <span>{words(mute)}</span>
    </span>
  );
}

function RowMenu({ row, onOpen }: { row: ExceptionRow; onOpen: (opened: Opened) => void }) {
  const { t } = useLingui();
  const { level, chat, name, mute } = row;
  const remove = useRemove();
  const unmute = useUnmute();
  const entries: MenuEntry[] = [
    {
      id: "change",
      words: t`Change…`,
      icon: <SlidersHorizontal aria-hidden="true" />,
      run: () => onOpen({ level, row }),
    },
    ...(chat === null
      ? []
      : [
          {
            id: "open",
            words: t`Open the chat`,
            icon: <MessageSquare aria-hidden="true" />,
            run: () => openChat(chat),
          },
        ]),
    ...(isMuted(mute, now())
      ? [{ id: "unmute", words: t`Unmute`, icon: <BellOff aria-hidden="true" />, run: () => unmute(row) }]
      : []),
    {
      id: "remove",
      words: t`Remove the exception`,
      icon: <Trash2 aria-hidden="true" />,
      danger: true,
      run: () => remove(row),
    },
  ];
  return (
    <Menu
      label={t`Actions: ${name}`}
      placement="bottom end"
      entries={entries}
      trigger={
        <IconButton size="small" label={t`Actions: ${name}`}>
          <Ellipsis aria-hidden="true" />
        </IconButton>
      }
    />
  );
}

/** Takes everything away that a chat or person sets, its mute too; at once and with a way back. */
function useRemove(): (row: ExceptionRow) => void {
  const { t } = useLingui();
  const save = useLevelSave();
  const mute = useChatMute();
  const failed = useErrorToast();
  return (row) => {
    const { level, fields, name } = row;
    const keep = (next: Pick<ExceptionRow, "fields" | "mute">) => {
      save.mutate({ level, fields: next.fields }, { onError: failed });
      if (level.level === "chat" && row.mute !== null)
        mute.mutate({ chat_id: level.id, mute: next.mute }, { onError: failed });
    };
    keep({ fields: UNSET, mute: null });
    undoable(t`Exception removed: ${name}`, () => keep({ fields, mute: row.mute }));
  };
}

function useUnmute(): (row: ExceptionRow) => void {
  const { t } = useLingui();
  const { mutate } = useChatMute();
  const failed = useErrorToast();
  return ({ level, mute }) => {
    if (level.level !== "chat") return;
    mutate({ chat_id: level.id, mute: null }, { onError: failed });
    undoable(t`Not muted any more`, () => mutate({ chat_id: level.id, mute }, { onError: failed }));
  };
}
