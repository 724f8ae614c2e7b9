import { useLingui } from "@lingui/react/macro";
import { ChevronDown, LayoutTemplate, Mic, Smile, Zap } from "lucide-react";
import type { MenuEntry } from "@/components/Menu.tsx";
import { Button, IconButton, Menu, Popover } from "@/components/index.ts";
import { useHost } from "@/host/context.tsx";
import type { ChatDetail } from "@/host/contract.ts";
import { useWorkspace } from "@/host/queries.ts";
import { chordFor } from "@/keys/map.ts";
import { useTrouble } from "../actions.ts";
import { openMenu, useView } from "../view.ts";
import { NARROW, useMedia } from "../media.ts";
import { AttachMenu } from "./AttachMenu.tsx";
import { EmojiPanel } from "./EmojiPanel.tsx";
import type { Sending } from "./useSending.ts";

/** The row below the text: what can be put in, and the ways to send. */
export function Tools({
  detail,
  note,
  sending,
  onFiles,
  onEmoji,
  onQuick,
  onRecord,
  empty,
}: {
  detail: ChatDetail;
  note: boolean;
  sending: Sending;
  onFiles: (files: readonly File[]) => void;
  onEmoji: (emoji: string) => void;
  onQuick: () => void;
  onRecord: () => void;
  empty: boolean;
}) {
  const { t } = useLingui();
  const can = (kind: string) => detail.can_send.includes(kind);
  const collapsed = useMedia(NARROW) && !note;
  const record = useRecord(detail, onRecord);
  const more: MenuEntry[] = [
    { id: "emoji", words: t`Emoji`, icon: <Smile aria-hidden />, run: () => openMenu("emoji") },
    {
      id: "quick",
      words: t`Quick replies`,
      icon: <Zap aria-hidden />,
      reason: empty ? undefined : t`Quick replies go into an empty field.`,
      run: onQuick,
    },
    ...(can("template")
      ? [
          {
            id: "templates",
            words: t`Templates`,
            icon: <LayoutTemplate aria-hidden />,
            run: () => openMenu("templates"),
          },
        ]
      : []),
    ...(record === null
      ? []
      : [{ id: "record", words: t`Record a voice message`, icon: <Mic aria-hidden />, run: record }]),
  ];
  return (
    <div className="composer-tools">
      {note ? null : <AttachMenu detail={detail} onFiles={onFiles} more={collapsed ? more : null} />}
      <EmojiButton onEmoji={onEmoji} anchor={collapsed} />
      {note || collapsed ? null : (
        <>
          <IconButton
            label={t`Quick replies`}
            reason={empty ? undefined : t`Quick replies go into an empty field.`}
            onPress={onQuick}
          >
            <Zap aria-hidden />
          </IconButton>
          {can("template") ? (
            <IconButton
              label={t`Templates`}
              chord={chordFor("composer.templates")}
              onPress={() => openMenu("templates")}
            >
              <LayoutTemplate aria-hidden />
            </IconButton>
          ) : null}
          {record === null ? null : (
            <IconButton label={t`Record a voice message`} onPress={record}>
              <Mic aria-hidden />
            </IconButton>
          )}
        </>
      )}
      <span className="grow" />
      {sending.left === null ? null : (
        <span className="composer-left" data-over={sending.left < 0 || undefined} role="status">
          {sending.left}
        </span>
      )}
      {note || !empty ? null : (
        <span className="composer-hint">
          <kbd>/</kbd> {t`quick reply`}
        </span>
      )}
      <SendButtons note={note} sending={sending} />
    </div>
  );
}

/** The emoji; as an `anchor` only the place where they open, for a narrow window, where they are in the menu. */
function EmojiButton({ onEmoji, anchor }: { onEmoji: (emoji: string) => void; anchor: boolean }) {
  const { t } = useLingui();
  const open = useView((view) => view.menu === "emoji");
  const box = (
    <Popover
      label={t`Emoji`}
      placement="top start"
      isOpen={open}
      onOpenChange={(next) => openMenu(next ? "emoji" : null)}
      trigger={
        <IconButton label={t`Emoji`}>
          <Smile aria-hidden />
        </IconButton>
      }
    >
      {(close) => (
        <EmojiPanel
          onPick={(emoji) => {
            close();
            onEmoji(emoji);
          }}
        />
      )}
    </Popover>
  );
  return anchor ? <span className="composer-anchor">{box}</span> : box;
}

/** Begins a voice note; none where it cannot be recorded or sent. */
function useRecord(detail: ChatDetail, onRecord: () => void): (() => void) | null {
  const host = useHost();
  const trouble = useTrouble();
  const { data: workspace } = useWorkspace();
  if (workspace?.abilities.record_voice !== true || !detail.can_send.includes("voice")) return null;
  return () => void host.call("voice_start", { chat_id: detail.row.chat_id }).then(onRecord, trouble);
}

function SendButtons({ note, sending }: { note: boolean; sending: Sending }) {
  const { t } = useLingui();
  const { data: workspace } = useWorkspace();
  const chord = workspace?.settings.enter_sends === false ? "Shift+Enter" : "Enter";
  const reason = sending.reason ?? undefined;
  if (note) {
    return (
      <Button kind="primary" chord={chord} reason={reason} onPress={() => sending.send("stay")}>
        {t`Save note`}
      </Button>
    );
  }
  return (
    <span className="send-split">
      <Button kind="primary" chord={chord} reason={reason} onPress={() => sending.send("stay")}>
        {t`Send`}
      </Button>
      <Menu
        label={t`Ways to send`}
        placement="top end"
        trigger={
          <Button kind="primary" aria-label={t`Ways to send`}>
            <ChevronDown className="inbox-icon-14" aria-hidden />
          </Button>
        }
        entries={[
          {
            id: "done",
            words: t`Send and mark done`,
            chord: chordFor("composer.send-done"),
            run: () => sending.send("done"),
          },
          {
            id: "snooze",
            words: t`Send and snooze`,
            chord: chordFor("composer.send-snooze"),
            run: () => sending.send("snooze"),
          },
        ].map((entry) => (reason === undefined ? entry : { ...entry, reason }))}
      />
    </span>
  );
}
