import { useLingui } from "@lingui/react/macro";
import { useEffect, useRef, useState } from "react";
import type { ChatDetail, Message, TimelineItem } from "@/host/contract.ts";
import { useSay } from "../say.ts";
import { kindWord } from "../words.ts";
import { newestMessage } from "./entries.ts";

/** At most one message in this time is read out (language 13). */
const PAUSE = 2000;

/** What a screen reader says about the newest message of others. Ours are not said; failures have a voice of their own. */
export function useAnnouncements(items: readonly TimelineItem[], detail: ChatDetail): string {
  const { t } = useLingui();
  const say = useSay();
  const [said, setSaid] = useState("");
  const last = useRef({ id: newestMessage(items)?.message_id ?? null, until: 0 });
  const newest = newestMessage(items);
  const id = newest?.message_id ?? null;
  const sender = newest?.sender?.name ?? detail.row.title ?? detail.row.phone_masked ?? "";
  const words = newest === undefined ? "" : (bodyOf(newest) ?? say(kindWord(kindOf(newest))));
  const sentence = t`${sender}: ${words}`;
  const theirs = newest?.ours === false;

  useEffect(() => {
    if (id === last.current.id) return;
    last.current.id = id;
    if (!theirs) return;
    const wait = Math.max(0, last.current.until - performance.now());
    last.current.until = performance.now() + wait + PAUSE;
    const timer = setTimeout(() => setSaid(sentence), wait);
    return () => clearTimeout(timer);
  }, [id, theirs, sentence]);
  return said;
}

/** The words of a message, where it has words of its own. */
export function bodyOf(message: Message): string | null {
  const { content } = message;
  switch (content.kind) {
    case "text":
    case "interactive":
      return content.body;
    case "media":
      return content.caption ?? null;
    case "answer":
      return content.title;
    case "template":
      return content.text;
    default:
      return null;
  }
}

/** The kind of a message as rows and quotes name it: a file by what it is. */
export function kindOf(message: Message): string {
  return message.content.kind === "media" ? message.content.media : message.content.kind;
}
