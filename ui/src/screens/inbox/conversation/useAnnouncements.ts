import { useLingui } from "@lingui/react/macro";
import type { ChatDetail, Message, TimelineItem } from "@/host/contract.ts";
import { useSay } from "../say.ts";
import { kindWord } from "../words.ts";
import { newestMessage } from "./entries.ts";
import { usePaced } from "./usePaced.ts";

/** What a screen reader says about the newest message of others. Ours are not said; failures have a voice of their own. */
export function useAnnouncements(items: readonly TimelineItem[], detail: ChatDetail): string {
  const { t } = useLingui();
  const say = useSay();
  const newest = newestMessage(items);
  const sender = newest?.sender?.name ?? detail.row.title ?? detail.row.phone_masked ?? "";
  const words = newest === undefined ? "" : (bodyOf(newest) ?? say(kindWord(kindOf(newest))));
  return usePaced(newest?.message_id ?? null, newest?.ours === false ? t`${sender}: ${words}` : null);
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
