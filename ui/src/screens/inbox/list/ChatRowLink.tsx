import { Trans, useLingui } from "@lingui/react/macro";
import { AlarmClock, AtSign, BellOff, CircleAlert, CircleHelp, Hourglass, Pin } from "lucide-react";
import type { MouseEvent } from "react";
import { Chip, Counter } from "@/components/index.ts";
import type { ChatRow } from "@/host/contract.ts";
import { useFormat } from "@/app/format.ts";
import { ChatAvatar } from "@/app/GroupAvatar.tsx";
import { NumberTag } from "@/app/NumberTag.tsx";
import { isMuted, useMuteWords } from "../mute/mute.ts";
import { coarse } from "../time.ts";
import { useView } from "../view.ts";
import { isFailed, rowStatus } from "./lines.ts";
import { usePreview, useRowName } from "./preview.ts";

/** One chat in the list: a link with two lines and at most one status. */
export function ChatRowLink({
  row,
  now,
  several,
  current,
  tabbable,
  onOpen,
  onMenu,
}: {
  row: ChatRow;
  now: number;
  /** Whether we have several numbers, so that it says which one it belongs to. Each row that asked by itself would cost a flood. */
  several: boolean;
  current: boolean;
  tabbable: boolean;
  onOpen: (row: ChatRow) => void;
  onMenu: (row: ChatRow, at: { x: number; y: number }) => void;
}) {
  const format = useFormat();
  const picked = useView((view) => view.picked.has(row.chat_id));
  const unread = row.unread > 0 || row.marked_unread;
  const name = useRowName(row);
  const at = row.last?.at ?? null;
  const open = (event: MouseEvent) => {
    event.preventDefault();
    onOpen(row);
  };
  return (
    <a
      href={`#chat-${row.chat_id}`}
      className="chat-row"
      data-chat={row.chat_id}
      data-unread={unread || undefined}
      data-picked={picked || undefined}
      aria-current={current || undefined}
      tabIndex={tabbable ? 0 : -1}
      draggable={false}
      onClick={open}
      onContextMenu={(event) => {
        event.preventDefault();
        onMenu(row, { x: event.clientX, y: event.clientY });
      }}
    >
      <ChatAvatar row={row} />
      <span className="chat-text">
        <span className="chat-upper">
          <span className="chat-name cut" title={name}>
            {name}
          </span>
          {several ? <NumberTag account={row.account_id} /> : null}
          {at === null ? null : (
            <time className="chat-time" dateTime={new Date(at).toISOString()} title={format.exact(at)}>
              {format.short(at, now)}
            </time>
          )}
        </span>
        <span className="chat-lower">
          <RowIcon row={row} />
          <MutedIcon row={row} now={now} />
          <Preview row={row} current={current} />
          <StatusChip row={row} now={now} />
          <Unread row={row} />
        </span>
      </span>
    </a>
  );
}

function RowIcon({ row }: { row: ChatRow }) {
  const { t } = useLingui();
  if (row.last?.ours === true && row.last.status === "unknown")
    return <CircleHelp className="inbox-icon-14 chat-icon" role="img" aria-label={t`Not confirmed`} />;
  if (isFailed(row))
    return <CircleAlert className="inbox-icon-14 chat-danger" role="img" aria-label={t`Not delivered`} />;
  if (row.mentioned) return <AtSign className="inbox-icon-14 chat-icon" role="img" aria-label={t`mentions you`} />;
  // A muted chat says that, and its heading says that it is pinned.
  return row.section === "pinned" && row.mute === null ? (
    <Pin className="inbox-icon-14 chat-icon" role="img" aria-label={t`Pinned`} />
  ) : null;
}

/** A bell with a stroke, whose name says until when. */
function MutedIcon({ row, now }: { row: ChatRow; now: number }) {
  const words = useMuteWords();
  if (!isMuted(row.mute, now)) return null;
  return <BellOff className="inbox-icon-14 chat-icon" role="img" aria-label={words(row.mute)} />;
}

function Preview({ row, current }: { row: ChatRow; current: boolean }) {
  const words = usePreview(row);
  if (!current && row.draft !== null && row.draft !== "") {
    return (
      <span className="chat-preview cut">
        <span className="chat-draft">
          <Trans>Draft:</Trans>
        </span>{" "}
        {row.draft}
      </span>
    );
  }
  if (row.last?.ours === true && row.last.status === "failed") {
    return (
      <span className="chat-preview cut">
        <span className="chat-danger">
          <Trans>Not delivered. Retry?</Trans>
        </span>
      </span>
    );
  }
  return (
    <span className="chat-preview cut" title={words} dir="auto">
      {words}
    </span>
  );
}

function Unread({ row }: { row: ChatRow }) {
  const { t } = useLingui();
  if (row.unread > 0) return <Counter value={row.unread} label={t`${row.unread} unread`} />;
  if (!row.marked_unread) return null;
  return (
    <span className="chat-unread-dot">
      <span className="unseen">{t`marked as unread`}</span>
    </span>
  );
}

function StatusChip({ row, now }: { row: ChatRow; now: number }) {
  const format = useFormat();
  const status = rowStatus(row);
  switch (status?.status) {
    case undefined:
      return null;
    case "snoozed":
      return (
        <Chip>
          <AlarmClock aria-hidden />
          <span className="unseen">
            <Trans>Snoozed</Trans>
          </span>
          {format.until(status.until, now)}
        </Chip>
      );
    case "new":
      return (
        <Chip>
          <Trans>new</Trans>
        </Chip>
      );
    case "waiting":
      return (
        <Chip tone="warn">
          <Hourglass aria-hidden />
          <span className="unseen">
            <Trans>waiting</Trans>
          </span>
          {format.length(coarse(now - status.since))}
        </Chip>
      );
  }
}
