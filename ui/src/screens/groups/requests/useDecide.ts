import { plural } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { undoable } from "../../../app/undo";
import { useErrorToast } from "../../../app/useErrorToast";
import { TOAST_STAYS } from "../../../components/Toast";
import type { GroupView, JoinRequest, JoinRequestId } from "../../../host/contract";
import { keys } from "../../../host/keys";
import { commandId, useCommand } from "../../../host/mutations";
import { useClosed } from "../useClosed";
import { hold, release, useHeld } from "./held";

/** Who asks to enter a group, and deciding about them. */
export interface Deciding {
  /** Longest first; those that are being declined are not among them. */
  asking: readonly JoinRequest[];
  /** Which are being decided, and how: `true` lets them in. */
  underway: ReadonlyMap<JoinRequestId, boolean>;
  /** Seats that nobody sits on and nobody is being let onto. */
  free: number;
  /** Why nobody can be let in now. */
  closed: string | undefined;
  /** Lets people in, as many as there are seats; an approval cannot be taken back. */
  approve: (requests: readonly JoinRequest[]) => void;
  /** Declines after a time in which it can be taken back. */
  decline: (requests: readonly JoinRequest[]) => void;
}

export function useDecide(group: GroupView): Deciding {
  const { t } = useLingui();
  const client = useQueryClient();
  const failed = useErrorToast();
  const held = useHeld((state) => state.ids);
  const [sent, setSent] = useState<ReadonlyMap<JoinRequestId, boolean>>(new Map());
  const { chat_id: chat, seats } = group.row;
  const shut = useClosed(group.row);
  const settled = (ids: readonly JoinRequestId[]) => {
    release(ids);
    setSent((all) => new Map([...all].filter(([id]) => !ids.includes(id))));
  };
  const decide = useCommand("join_decide", {
    // Until the answer can be seen in the group the buttons stay as they are; it is drawn one turn after it came.
    done: (_, { requests }) =>
      void client.invalidateQueries({ queryKey: keys.group(chat) }).then(() => setTimeout(() => settled(requests))),
    refused: (error, { requests }) => {
      settled(requests);
      failed(error);
    },
  });
  const asking = group.requests.filter(({ request_id }) => !held.has(request_id));
  const underway = underwayIn(group, sent);
  const entering = [...underway.values()].filter((approve) => approve).length;
  const free = Math.max(0, seats - group.people.length - entering);
  const fullWords = t`All ${seats} seats are taken. Remove somebody first.`;
  return {
    asking,
    underway,
    free,
    closed: shut ?? (free === 0 ? fullWords : undefined),
    approve(requests) {
      const ids = requests.map(({ request_id }) => request_id).slice(0, shut === undefined ? free : 0);
      if (ids.length === 0) return;
      setSent((all) => new Map([...all, ...ids.map((id) => [id, true] as const)]));
      decide.mutate({ command_id: commandId(), chat_id: chat, requests: ids, approve: true, reason: null });
    },
    decline(requests) {
      const ids = requests.map(({ request_id }) => request_id);
      if (ids.length === 0) return;
      const command = { command_id: commandId(), chat_id: chat, requests: ids, approve: false, reason: null };
      const undo = hold(ids, TOAST_STAYS, () => decide.mutate(command));
      const name = requests[0]?.name ?? requests[0]?.phone_masked ?? t`No name`;
      const many = t`${plural(ids.length, { one: "# request declined", other: "# requests declined" })}`;
      undoable(ids.length === 1 ? t`Declined: ${name}` : many, undo, undefined, TOAST_STAYS);
    },
  };
}

/** Which requests of a group are being decided, and how; `sent` are those that we asked for ourselves just now. */
export function underwayIn(
  group: GroupView,
  sent: ReadonlyMap<JoinRequestId, boolean>,
): ReadonlyMap<JoinRequestId, boolean> {
  const deciding = group.requests.filter((one) => one.deciding);
  const approves = (id: JoinRequestId) =>
    group.acts.some(
      ({ act, state }) => act.act === "decide" && state !== "failed" && act.approve && act.requests.includes(id),
    );
  return new Map([...sent, ...deciding.map(({ request_id: id }) => [id, sent.get(id) ?? approves(id)] as const)]);
}
