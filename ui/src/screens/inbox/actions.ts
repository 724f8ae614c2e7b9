import { useLingui } from "@lingui/react/macro";
import { errorWords } from "@/app/errors.ts";
import { useFormat } from "@/app/format.ts";
import { undoable } from "@/app/undo.ts";
import { toast } from "@/components/index.ts";
import { inverse } from "@/host/chat-change.ts";
import { now } from "@/host/clock.ts";
import { useHost } from "@/host/context.tsx";
import type { ChatChange, ChatRow, Label, Note, Timestamp } from "@/host/contract.ts";
import { toHostError } from "@/host/host.ts";
import { commandId, useChatUpdate, useCommand, useNoteAdd } from "@/host/mutations.ts";
import { useSay } from "./say.ts";

/** What can be decided about chats, each at once and with a way back. */
export interface ChatActions {
  done: (rows: readonly ChatRow[]) => void;
  reopen: (rows: readonly ChatRow[]) => void;
  snooze: (rows: readonly ChatRow[], until: Timestamp) => void;
  unread: (rows: readonly ChatRow[]) => void;
  assign: (rows: readonly ChatRow[], to: string | null) => void;
  pin: (rows: readonly ChatRow[], pinned: boolean) => void;
  label: (rows: readonly ChatRow[], label: Label, on: boolean) => void;
}

/** Says why something was not done. */
export function useTrouble(): (error: unknown) => void {
  const say = useSay();
  return (error) => void toast(say(errorWords(toHostError(error).body)));
}

const isRead = (row: ChatRow) => !row.marked_unread;

/** The decisions about chats (language 6: undo instead of confirm). */
export function useChatActions(): ChatActions {
  const { t } = useLingui();
  const format = useFormat();
  const host = useHost();
  const trouble = useTrouble();
  const { mutate, mutateAsync } = useChatUpdate(trouble);

  /** What takes "unread" back: the chat is read up to where it was. */
  const readAgain = async ({ chat_id: chat }: ChatRow) => {
    try {
      const { read_up_to: upTo } = await host.call("chat", { chat_id: chat });
      if (upTo !== null) await host.call("chat_read", { command_id: commandId(), chat_id: chat, up_to: upTo });
    } catch (error) {
      trouble(error);
    }
  };

  const act = (rows: readonly ChatRow[], change: ChatChange, words: string) => {
    if (rows.length === 0) return;
    const back = rows.map((row) => ({ chat: row.chat_id, change: inverse(row, change) }));
    for (const row of rows) mutate({ chat: row.chat_id, change });
    undoable(words, () => {
      for (const step of back) if (step.change !== null) mutate({ chat: step.chat, change: step.change });
    });
  };
  return {
    done: (rows) => act(rows, { change: "done" }, t`Chat marked done`),
    reopen: (rows) => act(rows, { change: "reopened" }, t`Chat opened again`),
    snooze: (rows, until) => act(rows, { change: "snoozed", until }, t`Snoozed until ${format.until(until, now())}`),
    unread: (rows) => {
      if (rows.length === 0) return;
      const marked = rows.map((row) => mutateAsync({ chat: row.chat_id, change: { change: "marked_unread" } }));
      const isMarked = Promise.allSettled(marked);
      // Taken back at once, a chat that is not marked yet would be read first and marked after it.
      undoable(t`Marked as unread`, () => void isMarked.then(() => rows.filter(isRead).forEach(readAgain)));
    },
    assign: (rows, to) =>
      act(rows, { change: "assigned", assignee: to }, to === null ? t`Left to everybody` : t`Handed to ${to}`),
    pin: (rows, pinned) => act(rows, { change: "pinned", pinned }, pinned ? t`Chat pinned` : t`Chat unpinned`),
    label: (rows, { label_id: label, name }, on) =>
      act(rows, { change: "labelled", label, on }, on ? t`Label added: ${name}` : t`Label removed: ${name}`),
  };
}

/** Deletes a note; taking it back writes it anew. */
export function useNoteDelete(note: Note): () => void {
  const { t } = useLingui();
  const trouble = useTrouble();
  const add = useNoteAdd(trouble);
  const remove = useCommand("note_delete", {
    done: () => undoable(t`Note deleted`, () => add.mutate({ chat: note.chat_id, body: note.body })),
    refused: trouble,
  });
  return () => remove.mutate({ command_id: commandId(), note_id: note.note_id });
}
