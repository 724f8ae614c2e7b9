import { msg } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";
import type { ChatDetail, Message, MessageId, TimelineItem } from "@/host/contract.ts";
import { type Action, useActions } from "@/keys/actions.ts";
import { allowed, useAccount } from "../chat.tsx";
import { useCopy } from "../copy.ts";
import { focusComposer } from "../focus.ts";
import { askWhy, compose, useView } from "../view.ts";
import { useSaid } from "../../consent/record/useNewestMessages.ts";
import { somebodyIn } from "../../consent/somebody.ts";
import { openRecord } from "../../consent/view.ts";
import { askedOf } from "../why/asked.ts";
import type { Entry } from "./entries.ts";
import { messageBeside } from "./entries.ts";
import { bodyOf } from "./useAnnouncements.ts";
import { usePin } from "./usePin.ts";

/** What the keys do with the message that is picked: quote, copy, go up and down, leave. */
export function useMessageKeys(detail: ChatDetail, items: readonly TimelineItem[], entries: readonly Entry[]): void {
  const { t } = useLingui();
  const copy = useCopy();
  const account = useAccount(detail);
  const picked = useView((view) => view.message);
  const chat = detail.row.chat_id;
  const canQuote = allowed(detail, account, "text").allowed;
  const message = messageOf(items, picked);
  const words = message === null ? null : bodyOf(message);
  const said = useSaid();
  const person = somebodyIn(detail);
  const pinning = usePin();

  const walk = (step: 1 | -1) => {
    const beside = messageBeside(entries, picked, step);
    if (beside !== null) useView.setState({ message: beside });
    else if (step > 0) leave();
  };
  const leave = () => {
    useView.setState({ message: null });
    focusComposer();
  };
  const base = { group: "chat", keyOnly: true } as const;
  const actions: Action[] = [
    {
      ...base,
      id: "message.quote",
      title: msg`Quote the message`,
      enabled: picked !== null && picked > 0 && canQuote,
      run: () => {
        compose(chat, { replyTo: picked, note: false });
        leave();
      },
    },
    {
      ...base,
      id: "message.copy",
      title: msg`Copy the message`,
      enabled: words !== null,
      run: () => copy(words ?? "", t`Text copied`),
    },
    {
      ...base,
      id: "message.consent",
      title: msg`Use the message as consent evidence`,
      enabled: message !== null && !message.ours && person !== null,
      run: () => message !== null && openRecord({ person, message: said(message) }),
    },
    {
      ...base,
      id: "message.pin",
      title: msg`Pin the message in the group, or unpin it`,
      enabled: picked !== null && picked > 0 && pinning.here && pinning.refusal === null,
      run: () => picked !== null && pinning.toggle(picked),
    },
    {
      ...base,
      id: "message.why",
      title: msg`Why did this (not) ring?`,
      enabled: message !== null && !message.ours,
      run: () => message !== null && askWhy(askedOf(message)),
    },
    { ...base, id: "message.previous", title: msg`Message before`, run: () => walk(-1) },
    { ...base, id: "message.next", title: msg`Message after`, run: () => walk(1) },
    { ...base, id: "message.out", title: msg`Back to the composer`, enabled: picked !== null, run: leave },
  ];
  useActions(actions);
}

function messageOf(items: readonly TimelineItem[], message: MessageId | null): Message | null {
  const item = items.find((one) => one.item === "message" && one.message_id === message);
  return item?.item === "message" ? item : null;
}
