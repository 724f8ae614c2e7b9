import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useHost } from "@/host/context.tsx";
import type { ChatDetail, Draft } from "@/host/contract.ts";
import { keys } from "@/host/keys.ts";
import { compose, useComposing } from "../view.ts";
import { earlyWords, forgetEarly } from "./early.ts";

/** How long nothing must be typed before the draft is kept, in milliseconds. */
const PAUSE = 400;

/** The unsent text of a chat: taken up where it was left, and kept while it is typed. */
export interface DraftText {
  text: string;
  setText: (text: string) => void;
  /** Forgets the draft, here and in the core. */
  clear: () => void;
  /** Gives back words that could not be sent, above what is written by now; also when another chat is open by then. */
  giveBack: (words: string) => void;
}

/** The draft of a chat. The composer is made anew for each chat, so the text begins as it was kept. */
export function useDraft(detail: ChatDetail): DraftText {
  const host = useHost();
  const client = useQueryClient();
  const chat = detail.row.chat_id;
  const { note, replyTo } = useComposing(chat);
  const [text, setText] = useState(() => joined(detail.draft?.body ?? "", earlyWords(chat)));
  const [kept] = useState(detail.draft);
  useEffect(() => forgetEarly(chat), [chat]);

  const draft: Draft = { chat_id: chat, body: text, note, reply_to: replyTo };
  const save = (next: Draft) => {
    client.setQueryData(keys.chat(chat), (old: ChatDetail | undefined) =>
      old === undefined ? old : { ...old, draft: next.body === "" ? null : next },
    );
    // A draft that could not be kept is kept at the next letter; the text stays on the screen meanwhile.
    host.call("draft_save", next).catch(() => undefined);
  };
  const unsaved = useRef<(() => void) | null>(null);
  const saved = useRef(JSON.stringify(kept ?? { chat_id: chat, body: "", note: false, reply_to: null }));
  useEffect(() => {
    const now = JSON.stringify(draft);
    if (now === saved.current) return;
    const write = () => {
      saved.current = now;
      unsaved.current = null;
      if (draft.body !== "" || kept !== null || client.getQueryData<ChatDetail>(keys.chat(chat))?.draft) save(draft);
    };
    unsaved.current = write;
    const timer = setTimeout(write, PAUSE);
    return () => clearTimeout(timer);
  });
  const here = useRef(true);
  useEffect(() => {
    here.current = true;
    return () => {
      here.current = false;
      unsaved.current?.();
    };
  }, []);

  return {
    text,
    setText,
    clear: () => {
      const empty: Draft = { chat_id: chat, body: "", note, reply_to: null };
      saved.current = JSON.stringify(empty);
      unsaved.current = null;
      setText("");
      compose(chat, { replyTo: null });
      save(empty);
    },
    giveBack: (words) => {
      if (here.current) return setText((written) => joined(words, written));
      const written = client.getQueryData<ChatDetail>(keys.chat(chat))?.draft?.body ?? "";
      save({ chat_id: chat, body: joined(words, written), note, reply_to: replyTo });
    },
  };
}

function joined(first: string, second: string): string {
  return first === "" || second === "" ? first + second : `${first}\n${second}`;
}
