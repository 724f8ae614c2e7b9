import { create } from "zustand";
import type { Attachment, ChatId, Content } from "@/host/contract.ts";

/** A file on its way into a message. */
export interface Waiting {
  key: string;
  name: string;
  bytes: number;
  /** Address of a picture to show, made from memory. */
  preview: string | null;
  /** Present once the core has it. */
  attachment: Attachment | null;
  /** Why it cannot be sent, in words. */
  problem: string | null;
}

const NONE: readonly Waiting[] = [];

/** The files of every composer: they wait as its draft does, whichever chat is open. */
const useStore = create<{ files: ReadonlyMap<ChatId, readonly Waiting[]> }>(() => ({ files: new Map() }));

/** The files in the composer of a chat. */
export function useFiles(chat: ChatId): readonly Waiting[] {
  return useStore(({ files }) => files.get(chat) ?? NONE);
}

/** Changes the files in the composer of a chat. */
export function changeFiles(chat: ChatId, change: (files: readonly Waiting[]) => readonly Waiting[]): void {
  useStore.setState(({ files }) => {
    const before = files.get(chat) ?? NONE;
    const after = change(before);
    for (const { preview } of before)
      if (preview !== null && !after.some((one) => one.preview === preview)) URL.revokeObjectURL(preview);
    const all = new Map(files);
    if (after.length === 0) all.delete(chat);
    else all.set(chat, after);
    return { files: all };
  });
}

/** The file that a content carries, so that it can be given back when the content is refused. */
const carried = new WeakMap<Content, Attachment>();

/** Remembers which file a content carries. */
export function carry(content: Content, attachment: Attachment): Content {
  carried.set(content, attachment);
  return content;
}

/** Puts the file of a refused content back into the composer of its chat, after those that came back before it. */
export function giveFileBack(chat: ChatId, content: Content): void {
  const attachment = carried.get(content);
  if (attachment !== undefined) changeFiles(chat, (files) => [...files, known(attachment)]);
}

/** A file that the core has already. */
export function known(attachment: Attachment): Waiting {
  const { filename: name, bytes } = attachment;
  return { key: crypto.randomUUID(), name, bytes, preview: null, attachment, problem: null };
}
