import { useState } from "react";

import type { JoinRequest, JoinRequestId } from "../../../../host/contract";

/** Which requests the keys and the bar are about. */
export interface Picks {
  /** The one that the arrows stand on. */
  current: JoinRequestId | null;
  /** Those that are picked, in the order of the list. */
  picked: readonly JoinRequest[];
  /** Those that are picked, else the current one. */
  meant: readonly JoinRequest[];
  /** Goes to the next or the one before; `extend` picks both. */
  step: (by: 1 | -1, extend: boolean) => JoinRequestId | null;
  /** Stands on one; what is picked stays. */
  stand: (id: JoinRequestId) => void;
  /** Picks some, or lets go of them. */
  pick: (ids: readonly JoinRequestId[], on: boolean) => void;
  /** Picks these and no others. */
  only: (requests: readonly JoinRequest[]) => void;
  /** Lets go of some that go, and says where to go once they are gone. */
  after: (gone: readonly JoinRequest[]) => JoinRequestId | null;
}

export function usePicks(rows: readonly JoinRequest[]): Picks {
  const [at, setAt] = useState<JoinRequestId | null>(null);
  const [ids, setIds] = useState<ReadonlySet<JoinRequestId>>(new Set());
  const found = rows.findIndex(({ request_id }) => request_id === at);
  const index = Math.max(0, found);
  const current = rows[index]?.request_id ?? null;
  const picked = rows.filter(({ request_id }) => ids.has(request_id));
  const pick = (some: readonly JoinRequestId[], on: boolean) =>
    setIds((before) => new Set(on ? [...before, ...some] : [...before].filter((id) => !some.includes(id))));
  return {
    current,
    picked,
    meant: picked.length > 0 ? picked : rows.slice(index, index + 1),
    step(by, extend) {
      const next = rows[Math.max(0, Math.min(rows.length - 1, index + by))]?.request_id ?? null;
      if (extend && current !== null && next !== null) pick([current, next], true);
      setAt(next);
      return next;
    },
    stand: setAt,
    pick,
    only: (requests) => setIds(new Set(requests.map(({ request_id }) => request_id))),
    after(gone) {
      const left = (one: JoinRequest) => !gone.includes(one);
      const stays = rows.slice(index).find(left) ?? rows.slice(0, index).findLast(left);
      pick(
        gone.map(({ request_id }) => request_id),
        false,
      );
      setAt(stays?.request_id ?? null);
      return stays?.request_id ?? null;
    },
  };
}
