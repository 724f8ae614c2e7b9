import { plural } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { errorWords } from "../../../../app/errors";
import { undoable } from "../../../../app/undo";
import { useErrorToast } from "../../../../app/useErrorToast";
import { TOAST_STAYS } from "../../../../components/Toast";
import type { ChatId, JoinRequest, JoinRequestId } from "../../../../host/contract";
import { useGroupViews } from "../../../../host/groups";
import { keys } from "../../../../host/keys";
import { commandId, useCommand } from "../../../../host/mutations";
import { hold, release, useHeld } from "../held";
import { underwayIn } from "../useDecide";
import { byGroup, faultsIn } from "./faults";
import { type Seats, useSeats } from "./useSeats";

/** Who asks to enter any group, and deciding about them. */
export interface DecidingAll {
  /** Longest first; those that are being declined are not among them. */
  asking: readonly JoinRequest[];
  /** Which are being decided, and how: `true` lets them in. */
  underway: ReadonlyMap<JoinRequestId, boolean>;
  /** Why it failed, of whom it did. */
  faults: ReadonlyMap<JoinRequestId, string>;
  seatsOf: (chat: ChatId) => Seats;
  /** Who of some has a seat to be let onto. */
  fitting: (requests: readonly JoinRequest[]) => readonly JoinRequest[];
  /** Lets in whoever has a seat; an approval cannot be taken back. */
  approve: (requests: readonly JoinRequest[], reason: string | null) => void;
  /** Declines after a time in which it can be taken back. */
  decline: (requests: readonly JoinRequest[], reason: string | null) => void;
}

export function useDecideAll(all: readonly JoinRequest[]): DecidingAll {
  const { t } = useLingui();
  const held = useHeld((state) => state.ids);
  const asking = all.filter(({ request_id }) => !held.has(request_id));
  const { sent, said, chats, decide } = useSending();
  const { underway, faults } = useOutcome(asking, sent, chats);
  const seatsOf = useSeats(asking, underway);
  const open = (requests: readonly JoinRequest[]) => requests.filter(({ request_id }) => !underway.has(request_id));
  const fitting = (requests: readonly JoinRequest[]) =>
    [...byGroup(open(requests))].flatMap(([chat, ones]) => {
      const { free, closed } = seatsOf(chat);
      return closed === undefined ? ones.slice(0, free) : [];
    });
  return {
    asking,
    underway,
    faults: new Map([...faults, ...said]),
    seatsOf,
    fitting,
    approve(requests, reason) {
      for (const [chat, ones] of byGroup(fitting(requests))) decide(chat, ones, true, reason);
    },
    decline(requests, reason) {
      const taken = open(requests);
      const [first] = taken;
      if (first === undefined) return;
      const groups = [...byGroup(taken)];
      const ids = taken.map(({ request_id }) => request_id);
      const undo = hold(ids, TOAST_STAYS, () => groups.forEach(([chat, ones]) => decide(chat, ones, false, reason)));
      const name = first.name ?? first.phone_masked ?? t`No name`;
      const many = t`${plural(ids.length, { one: "# request declined", other: "# requests declined" })}`;
      undoable(ids.length === 1 ? t`Declined: ${name}` : many, undo, undefined, TOAST_STAYS);
    },
  };
}

/** Sends a decision to each group by itself, so that one that fails keeps no other. */
function useSending() {
  const { i18n } = useLingui();
  const client = useQueryClient();
  const failed = useErrorToast();
  const [sent, setSent] = useState<ReadonlyMap<JoinRequestId, boolean>>(new Map());
  const [said, setSaid] = useState<ReadonlyMap<JoinRequestId, string>>(new Map());
  const [chats, setChats] = useState<ReadonlySet<ChatId>>(new Set());
  const settled = (ids: readonly JoinRequestId[]) => {
    release(ids);
    setSent((before) => without(before, ids));
  };
  const { mutate } = useCommand("join_decide", {
    // Until the answer can be seen in the list the buttons stay as they are; it is drawn one turn after it came.
    done: (_, { chat_id: chat, requests }) =>
      void Promise.all(
        [keys.group(chat), keys.joinRequests].map((queryKey) => client.invalidateQueries({ queryKey })),
      ).then(() => setTimeout(() => settled(requests))),
    refused: (error, { requests, approve }) => {
      settled(requests);
      const words = i18n._(errorWords(error.body));
      setSaid((before) => new Map([...before, ...requests.map((id) => [id, words] as const)]));
      // A decline goes out later, and the list may not be there any more to say it.
      if (!approve) failed(error);
    },
  });
  const decide = (chat: ChatId, requests: readonly JoinRequest[], approve: boolean, reason: string | null) => {
    const ids = requests.map(({ request_id }) => request_id);
    setSaid((before) => without(before, ids));
    setSent((before) => new Map([...before, ...ids.map((id) => [id, approve] as const)]));
    setChats((before) => new Set([...before, chat]));
    mutate({ command_id: commandId(), chat_id: chat, requests: ids, approve, reason });
  };
  return { sent, said, chats, decide };
}

/** What became of the decisions, as the groups tell that are being decided about. */
function useOutcome(
  asking: readonly JoinRequest[],
  sent: ReadonlyMap<JoinRequestId, boolean>,
  chats: ReadonlySet<ChatId>,
) {
  const { i18n } = useLingui();
  const deciding = asking.filter((one) => one.deciding);
  const groups = useGroupViews([...new Set([...chats, ...deciding.map(({ chat_id }) => chat_id)])]);
  const known = groups.reduce<ReadonlyMap<JoinRequestId, boolean>>((all, one) => underwayIn(one, all), sent);
  // How somebody is decided about whom another operator took up is known once their group is read.
  const underway = new Map([...deciding.map(({ request_id: id }) => [id, true] as const), ...known]);
  const faults = new Map(groups.flatMap(faultsIn).map(([id, words]) => [id, i18n._(words)]));
  return { underway, faults };
}

function without<V>(all: ReadonlyMap<JoinRequestId, V>, ids: readonly JoinRequestId[]): Map<JoinRequestId, V> {
  return new Map([...all].filter(([id]) => !ids.includes(id)));
}
