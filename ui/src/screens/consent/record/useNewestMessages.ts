import { useLingui } from "@lingui/react";
import { useQuery } from "@tanstack/react-query";

import { useHost } from "../../../host/context";
import type { ChatId, Message } from "../../../host/contract";
import { bodyOf, kindOf } from "../../inbox/conversation/useAnnouncements";
import { kindWord } from "../../inbox/words";
import type { Said } from "./evidence";

const LOOKED_AT = 40;
const MOST = 5;

/** What a person wrote last, for a choice of what proves a consent. */
export function useNewestMessages(chat: ChatId | null): readonly Said[] {
  const host = useHost();
  const said = useSaid();
  const { data } = useQuery({
    queryKey: ["consent", "proof", chat],
    queryFn: () => host.call("timeline", { chat_id: chat ?? 0, from: { from: "newest" }, limit: LOOKED_AT }),
    enabled: chat !== null,
  });
  const theirs = (data?.items ?? []).flatMap((item) => (item.item === "message" && !item.ours ? [said(item)] : []));
  return theirs.slice(-MOST).toReversed();
}

/** A message as a proof: its words, else what kind it is. */
export function useSaid(): (message: Message) => Said {
  const { i18n } = useLingui();
  return (message) => ({
    id: message.message_id,
    at: message.at,
    words: bodyOf(message) ?? i18n._(kindWord(kindOf(message))),
  });
}
