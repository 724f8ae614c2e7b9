import type { MessageDescriptor } from "@lingui/core";

import { groupReasonWords } from "../../../../app/errors";
import type { ChatId, GroupActRow, GroupView, JoinRequest, JoinRequestId } from "../../../../host/contract";
import { STATES } from "../../words";

/** Why somebody who asks to enter was not let in, or not declined, when that was tried last; only of whom it failed. */
export function faultsIn(group: GroupView): [JoinRequestId, MessageDescriptor][] {
  return group.requests.flatMap(({ request_id: id }): [JoinRequestId, MessageDescriptor][] => {
    // The newest stands first.
    const last = group.acts.find(({ act }) => act.act === "decide" && act.requests.includes(id));
    const words = last === undefined ? null : faultOf(last, id);
    return words === null ? [] : [[id, words]];
  });
}

function faultOf({ state, faults }: GroupActRow, id: JoinRequestId): MessageDescriptor | null {
  if (state === "unknown") return STATES.unknown;
  if (state !== "failed" && state !== "partly") return null;
  const own = faults.find(({ part }) => part.part === "request" && part.request === id);
  const fault = own ?? faults.find(({ part }) => part.part === "whole");
  if (fault !== undefined) return groupReasonWords(fault.reason);
  return state === "failed" ? STATES.failed : null;
}

/** The requests of each group, those first that have a seat held for them. */
export function byGroup(requests: readonly JoinRequest[]): ReadonlyMap<ChatId, readonly JoinRequest[]> {
  const groups = new Map<ChatId, JoinRequest[]>();
  for (const one of requests.toSorted((a, b) => Number(b.held) - Number(a.held)))
    groups.set(one.chat_id, [...(groups.get(one.chat_id) ?? []), one]);
  return groups;
}
