import { useLingui } from "@lingui/react/macro";
import { errorWords } from "@/app/errors.ts";
import { useHost } from "@/host/context.tsx";
import type { Attachment, Capabilities, ChatId, ContentProblem } from "@/host/contract.ts";
import { toHostError } from "@/host/host.ts";
import { useSay } from "../say.ts";
import { changeFiles, known, useFiles, type Waiting } from "./files.ts";
import { base64Of, limitProblem } from "./limits.ts";

/** The files beside the text. */
export interface Attachments {
  files: readonly Waiting[];
  /** Checks files against the number's limits and hands those that fit to the core. */
  add: (files: readonly File[]) => void;
  /** Takes a file that the core has already, a voice note. */
  take: (attachment: Attachment) => void;
  remove: (key: string) => void;
  clear: () => void;
}

/** Files for a chat: checked before anything is uploaded, and kept while other chats are looked at. */
export function useAttachments(chat: ChatId, capabilities: Capabilities | null): Attachments {
  const host = useHost();
  const say = useSay();
  const { t } = useLingui();
  const files = useFiles(chat);
  const setFiles = (next: (files: readonly Waiting[]) => readonly Waiting[]) => changeFiles(chat, next);
  const change = (key: string, part: Partial<Waiting>) =>
    setFiles((all) => all.map((one) => (one.key === key ? { ...one, ...part } : one)));

  const inWords = (problem: ContentProblem) =>
    problem.problem === "empty"
      ? t`This file is empty. Choose another one.`
      : say(errorWords({ code: "content", retry: { retry: "never" }, content: problem }));

  const upload = async (key: string, file: File) => {
    try {
      const base64 = await base64Of(file);
      const attachment = await host.call("attachment_add", { chat_id: chat, filename: file.name, base64 });
      const { problem } = attachment;
      change(key, {
        attachment: problem === null ? attachment : null,
        problem: problem === null ? null : inWords(problem),
      });
    } catch (error) {
      change(key, { problem: say(errorWords(toHostError(error).body)) });
    }
  };
  const addOne = (file: File) => {
    const key = crypto.randomUUID();
    const found = limitProblem(file, capabilities);
    const preview = file.type.startsWith("image/") ? URL.createObjectURL(file) : null;
    const problem = found === null ? null : inWords(found);
    const name = file.name === "" ? t`Pasted picture` : file.name;
    setFiles((all) => [...all, { key, name, bytes: file.size, preview, attachment: null, problem }]);
    if (found === null) void upload(key, file);
  };
  return {
    files,
    add: (more) => more.forEach(addOne),
    take: (attachment) => setFiles((all) => [...all, known(attachment)]),
    remove: (key) => setFiles((all) => all.filter((one) => one.key !== key)),
    clear: () => setFiles(() => []),
  };
}
