import { msg } from "@lingui/core/macro";
import type { RefObject } from "react";
import { type Action, useActions } from "@/keys/actions.ts";
import { focusRow } from "../list/ChatList.tsx";
import { compose, openMenu, useView } from "../view.ts";
import type { After } from "./Composer.tsx";

/** What the keys do while something is written. */
export function useWriterActions({
  box,
  text,
  chat,
  note,
  send,
}: {
  box: RefObject<HTMLTextAreaElement | null>;
  text: string;
  chat: number;
  note: boolean;
  send: (after: After) => void;
}): void {
  const { newest } = useView((view) => view.tail);
  const empty = text === "";
  const base = { group: "chat", keyOnly: true } as const;
  const actions: Action[] = [
    { ...base, id: "composer.send", title: msg`Send`, run: () => send("stay") },
    {
      ...base,
      id: "composer.new-line",
      title: msg`New line`,
      run: () => void document.execCommand("insertText", false, "\n"),
    },
    { ...base, id: "composer.send-done", title: msg`Send and mark done`, run: () => send("done") },
    { ...base, id: "composer.send-snooze", title: msg`Send and snooze`, run: () => send("snooze") },
    { ...base, id: "composer.note", title: note ? msg`Reply` : msg`Internal note`, run: () => switchTo(!note) },
    { ...base, id: "composer.templates", title: msg`Templates`, run: () => openMenu("templates") },
    {
      ...base,
      id: "composer.select-last",
      title: msg`Select the last message`,
      enabled: empty && newest !== null,
      run: () => useView.setState({ message: newest }),
    },
    { ...base, id: "composer.out", title: msg`Back to the list`, run: () => focusRow(chat) },
  ];
  const switchTo = (next: boolean) => {
    compose(chat, { note: next });
    box.current?.focus();
  };
  useActions(actions);
}
