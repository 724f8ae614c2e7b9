import { useLingui } from "@lingui/react/macro";
import type { ChatRow } from "@/host/contract.ts";
import { useSay } from "../say.ts";
import { kindWord } from "../words.ts";

/** The name of a chat: of the person or the group, else the masked phone. */
export function useRowName(row: Pick<ChatRow, "title" | "phone_masked" | "kind">): string {
  const { t } = useLingui();
  return row.title ?? row.phone_masked ?? (row.kind === "unsorted" ? t`Not assigned to a chat` : t`No name`);
}

/** The last message in one line: its words, else what it is; in groups with who wrote it. */
export function usePreview(row: ChatRow): string {
  const { t } = useLingui();
  const say = useSay();
  if (row.last === null) return t`No messages yet`;
  const oneLine = row.last.words.replaceAll(/\s+/gu, " ").trim();
  const words = oneLine === "" ? say(kindWord(row.last.kind)) : oneLine;
  if (row.kind !== "group" || row.last.ours || row.last.sender === null) return words;
  const sender = firstWord(row.last.sender);
  return t`${sender}: ${words}`;
}

/** The first word of a name; a masked phone stays whole. */
export function firstWord(name: string): string {
  return /^[+\d]/u.test(name) ? name : (name.split(/\s+/u)[0] ?? name);
}
