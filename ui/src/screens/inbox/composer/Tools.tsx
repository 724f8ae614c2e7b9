import { useLingui } from "@lingui/react/macro";
import {
  ChevronDown,
  ContactRound,
  LayoutTemplate,
  ListChecks,
  MapPin,
  Mic,
  Paperclip,
  Smile,
  Zap,
} from "lucide-react";
import { useId, useState } from "react";
import { Button, IconButton, Menu, Popover } from "@/components/index.ts";
import { useHost } from "@/host/context.tsx";
import type { ChatDetail } from "@/host/contract.ts";
import { useWorkspace } from "@/host/queries.ts";
import { chordFor } from "@/keys/map.ts";
import { useTrouble } from "../actions.ts";
import { openMenu, useView } from "../view.ts";
import { CardDialog } from "./CardDialog.tsx";
import { EmojiPanel } from "./EmojiPanel.tsx";
import { InteractiveDialog } from "./InteractiveDialog.tsx";
import { LocationDialog } from "./LocationDialog.tsx";
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
  return (
    <div className="composer-tools">
      {note ? null : <AttachMenu detail={detail} onFiles={onFiles} />}
      <EmojiButton onEmoji={onEmoji} />
      {note ? null : (
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
          {can("voice") ? <RecordButton chat={detail.row.chat_id} onRecord={onRecord} /> : null}
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

function EmojiButton({ onEmoji }: { onEmoji: (emoji: string) => void }) {
  const { t } = useLingui();
  const open = useView((view) => view.menu === "emoji");
  return (
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
}

function RecordButton({ chat, onRecord }: { chat: number; onRecord: () => void }) {
  const { t } = useLingui();
  const host = useHost();
  const trouble = useTrouble();
  const { data: workspace } = useWorkspace();
  if (workspace?.abilities.record_voice !== true) return null;
  return (
    <IconButton
      label={t`Record a voice message`}
      onPress={() => void host.call("voice_start", { chat_id: chat }).then(onRecord, trouble)}
    >
      <Mic aria-hidden />
    </IconButton>
  );
}

/** Files, and the things that are filled in before they are sent. What cannot go here is not offered. */
function AttachMenu({ detail, onFiles }: { detail: ChatDetail; onFiles: (files: readonly File[]) => void }) {
  const { t } = useLingui();
  const input = useId();
  const [dialog, setDialog] = useState<"location" | "card" | "interactive" | null>(null);
  const close = () => setDialog(null);
  const entries = [
    {
      kinds: ["document", "image", "video", "audio"],
      id: "file",
      words: t`File…`,
      icon: <Paperclip aria-hidden />,
      run: () => document.getElementById(input)?.click(),
    },
    {
      kinds: ["location"],
      id: "location",
      words: t`Location…`,
      icon: <MapPin aria-hidden />,
      run: () => setDialog("location"),
    },
    {
      kinds: ["contacts"],
      id: "card",
      words: t`Contact card…`,
      icon: <ContactRound aria-hidden />,
      run: () => setDialog("card"),
    },
    {
      kinds: ["interactive"],
      id: "interactive",
      words: t`Question with choices…`,
      icon: <ListChecks aria-hidden />,
      run: () => setDialog("interactive"),
    },
  ].filter(({ kinds }) => kinds.some((kind) => detail.can_send.includes(kind)));
  if (entries.length === 0) return null;
  return (
    <>
      <input
        id={input}
        aria-label={t`File`}
        type="file"
        multiple
        hidden
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])]);
          event.target.value = "";
        }}
      />
      <Menu
        label={t`Attach`}
        placement="top start"
        trigger={
          <IconButton label={t`Attach`}>
            <Paperclip aria-hidden />
          </IconButton>
        }
        entries={entries}
      />
      {dialog === "location" ? <LocationDialog chat={detail.row.chat_id} onClose={close} /> : null}
      {dialog === "card" ? <CardDialog chat={detail.row.chat_id} onClose={close} /> : null}
      {dialog === "interactive" ? <InteractiveDialog chat={detail.row.chat_id} onClose={close} /> : null}
    </>
  );
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
