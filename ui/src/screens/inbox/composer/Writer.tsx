import { plural } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";
import { type DragEvent, type KeyboardEvent, useId, useRef, useState } from "react";
import type { Attachment, ChatDetail, QuickReply, ServiceWindow, Timestamp } from "@/host/contract.ts";
import { useQuickReplies, useWorkspace } from "@/host/queries.ts";
import { useAccount } from "../chat.tsx";
import { firstWord } from "../list/preview.ts";
import { useComposing } from "../view.ts";
import { AttachmentList } from "./AttachmentList.tsx";
import type { After } from "./Composer.tsx";
import { filled, found, slashQuery } from "./quick.ts";
import { QuickReplies } from "./QuickReplies.tsx";
import { Recorder } from "./Recorder.tsx";
import { ReplyStrip } from "./ReplyStrip.tsx";
import { TextBox } from "./TextBox.tsx";
import { Tools } from "./Tools.tsx";
import type { Attachments } from "./useAttachments.ts";
import { useDraft } from "./useDraft.ts";
import { useTyping } from "./useTyping.ts";
import { useWriterActions } from "./useWriterActions.ts";
import { useSending } from "./useSending.ts";
import { WindowLine } from "./WindowLine.tsx";

/** The composer with a text field: for answers in an open window, and for notes. */
export function Writer({
  detail,
  window,
  minute,
  attachments,
  onSent,
}: {
  detail: ChatDetail;
  window: ServiceWindow;
  minute: Timestamp;
  /** The files; they stay while templates are looked at. */
  attachments: Attachments;
  onSent: (after: After) => void;
}) {
  const { t } = useLingui();
  const chat = detail.row.chat_id;
  const { note, replyTo } = useComposing(chat);
  const account = useAccount(detail);
  const capabilities = account?.capabilities ?? null;
  const draft = useDraft(detail);
  const [recording, setRecording] = useState(false);
  const [dropping, setDropping] = useState(false);
  const box = useRef<HTMLTextAreaElement>(null);
  const sending = useSending({ detail, draft, attachments, capabilities, onSent });
  const placeholder = usePlaceholder(detail, note);
  const typing = useTyping(detail, note);
  const write = (text: string) => {
    draft.setText(text);
    typing(text);
    box.current?.focus();
  };
  const suggestions = useSuggestions(detail, draft.text, note, write);
  useWriterActions({ box, text: draft.text, chat, note, send: sending.send });

  const insert = (words: string) => {
    const field = box.current;
    const [from, to] =
      field === null ? [draft.text.length, draft.text.length] : [field.selectionStart, field.selectionEnd];
    write(draft.text.slice(0, from) + words + draft.text.slice(to));
    requestAnimationFrame(() => field?.setSelectionRange(from + words.length, from + words.length));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (suggestions.take(event)) {
      event.preventDefault();
      event.stopPropagation();
    }
  };
  const drop = (event: DragEvent) => {
    setDropping(false);
    const files = [...event.dataTransfer.files];
    if (files.length === 0) return;
    event.preventDefault();
    if (!note) attachments.add(files);
  };
  const recorded = (voice: Attachment) => {
    setRecording(false);
    attachments.take(voice);
    box.current?.focus();
  };
  return (
    <div
      className="composer"
      data-keys="composer"
      data-note={note || undefined}
      data-dropping={dropping || undefined}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes("Files") || note) return;
        event.preventDefault();
        setDropping(true);
      }}
      onDragLeave={() => setDropping(false)}
      onDrop={drop}
    >
      <WindowLine detail={detail} window={window} note={note} minute={minute} />
      {replyTo === null || note ? null : <ReplyStrip chat={chat} message={replyTo} />}
      <AttachmentList files={attachments.files} onRemove={attachments.remove} />
      {recording ? (
        <Recorder onDone={recorded} onCancel={() => setRecording(false)} />
      ) : (
        <>
          {suggestions.open ? <QuickReplies {...suggestions.list} /> : null}
          <TextBox
            box={box}
            label={note ? t`Internal note` : t`Reply`}
            placeholder={placeholder}
            text={draft.text}
            onText={(text) => {
              draft.setText(text);
              typing(text);
            }}
            onKeyDown={onKeyDown}
            onFiles={(files) => (note ? undefined : attachments.add(files))}
            list={suggestions.steers}
          />
          <Tools
            detail={detail}
            note={note}
            sending={sending}
            onFiles={attachments.add}
            onEmoji={insert}
            onQuick={() => write("/")}
            onRecord={() => setRecording(true)}
            empty={draft.text === ""}
          />
        </>
      )}
    </div>
  );
}

function usePlaceholder(detail: ChatDetail, note: boolean): string {
  const { t } = useLingui();
  if (note) return t`A note for your team. It never leaves it.`;
  const people = detail.group?.participants.length ?? 0;
  if (detail.row.kind === "group")
    return t`${plural(people, { one: "Write to # person. WhatsApp has no edit or delete in groups.", other: "Write to # people. WhatsApp has no edit or delete in groups." })}`;
  return t`Write an answer`;
}

/** The saved answers for what stands after a slash, and the keys that walk through them. */
function useSuggestions(detail: ChatDetail, text: string, note: boolean, onText: (text: string) => void) {
  const id = useId();
  const { data: workspace } = useWorkspace();
  const { data: replies } = useQuickReplies();
  const [moved, setMoved] = useState(0);
  const [closedFor, setClosedFor] = useState<string | null>(null);
  const query = note ? null : slashQuery(text);
  const open = query !== null && closedFor !== text;
  const fitting = open ? found(replies ?? [], query) : [];
  const active = Math.min(moved, Math.max(0, fitting.length - 1));
  const pick = (reply: QuickReply) => {
    const name = detail.row.kind === "direct" && detail.row.title !== null ? firstWord(detail.row.title) : null;
    setMoved(0);
    onText(filled(reply.body, { name, operator: workspace?.operator ?? "" }));
  };
  return {
    open,
    list: { id, replies: fitting, active, onActive: setMoved, onPick: pick },
    steers: open && fitting.length > 0 ? { id, active: `${id}-${active}` } : null,
    /** Whether a key belongs to the list. */
    take: (event: KeyboardEvent): boolean => {
      if (!open || event.nativeEvent.isComposing) return false;
      const reply = fitting[active];
      switch (event.code) {
        case "ArrowDown":
          setMoved((active + 1) % Math.max(1, fitting.length));
          return true;
        case "ArrowUp":
          setMoved((active - 1 + fitting.length) % Math.max(1, fitting.length));
          return true;
        case "Escape":
          setClosedFor(text);
          return true;
        case "Enter":
        case "Tab":
          if (reply === undefined || event.ctrlKey || event.metaKey || event.shiftKey) return false;
          pick(reply);
          return true;
        default:
          return false;
      }
    },
  };
}
