import { useLingui } from "@lingui/react/macro";
import { useState } from "react";

import { errorWords } from "../../../app/errors";
import { useHost } from "../../../host/context";
import type { ChatId } from "../../../host/contract";
import { toHostError } from "../../../host/host";
import { base64Of } from "../../inbox/composer/limits";
import type { Kept } from "./evidence";

/** Puts a file into the media store through the person's chat. */
export function useProofFile(chat: ChatId | null, onKept: (kept: Kept) => void) {
  const { t, i18n } = useLingui();
  const host = useHost();
  const [problem, setProblem] = useState<string | null>(null);
  const [isReading, setReading] = useState(false);
  const read = async (file: File) => {
    if (chat === null)
      return setProblem(t`Without a chat with this person a file cannot be kept. Write a note instead.`);
    if (file.size === 0) return setProblem(t`This file is empty. Choose another one.`);
    setReading(true);
    setProblem(null);
    try {
      const base64 = await base64Of(file);
      const name = file.name === "" ? t`Pasted picture` : file.name;
      const kept = await host.call("attachment_add", { chat_id: chat, filename: name, base64 });
      onKept({ file: kept.file, name: kept.filename, bytes: kept.bytes });
    } catch (error) {
      setProblem(i18n._(errorWords(toHostError(error).body)));
    } finally {
      setReading(false);
    }
  };
  return { take: (file: File | undefined) => void (file === undefined ? null : read(file)), problem, isReading };
}
