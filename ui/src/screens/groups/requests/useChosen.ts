import { useState } from "react";

import type { JoinRequest, JoinRequestId } from "../../../host/contract";

/** Which requests the keys are about. */
export interface Chosen {
  /** The one that the arrows stand on. */
  current: JoinRequestId | null;
  /** Whether it is one of several that are chosen. */
  picked: ReadonlySet<JoinRequestId>;
  /** Those that are picked, else the current one. */
  requests: readonly JoinRequest[];
  /** Goes to the next or the one before; `extend` takes it to those that are picked. */
  step: (by: 1 | -1, extend: boolean) => JoinRequestId | null;
  /** Stands on one, and on no others. */
  stand: (id: JoinRequestId | null) => void;
  /** Where to go once these are gone. */
  after: (gone: readonly JoinRequest[]) => JoinRequestId | null;
}

export function useChosen(rows: readonly JoinRequest[]): Chosen {
  const [at, setAt] = useState<JoinRequestId | null>(null);
  const [picked, setPicked] = useState<ReadonlySet<JoinRequestId>>(new Set());
  const known = rows.some(({ request_id }) => request_id === at);
  const current = known ? at : (rows[0]?.request_id ?? null);
  const index = rows.findIndex(({ request_id }) => request_id === current);
  const several = rows.filter(({ request_id }) => picked.has(request_id));
  return {
    current,
    picked,
    requests: several.length > 0 ? several : rows.slice(index, index + 1),
    step(by, extend) {
      const next = rows[Math.max(0, Math.min(rows.length - 1, index + by))]?.request_id ?? null;
      setPicked((before) => (extend ? stretched(before, current, next) : new Set()));
      setAt(next);
      return next;
    },
    stand(id) {
      setAt(id);
      // The focus follows a step in the same moment, so what was picked by it is not drawn yet.
      setPicked((before) => (id !== null && before.has(id) ? before : new Set()));
    },
    after(gone) {
      const left = (one: JoinRequest | undefined) => one !== undefined && !gone.includes(one);
      const next = rows.slice(index + 1).find(left) ?? rows.slice(0, index).findLast(left);
      setPicked(new Set());
      setAt(next?.request_id ?? null);
      return next?.request_id ?? null;
    },
  };
}

/** Goes on from the last one; going back lets go of it. */
function stretched(
  before: ReadonlySet<JoinRequestId>,
  current: JoinRequestId | null,
  next: JoinRequestId | null,
): ReadonlySet<JoinRequestId> {
  const picked = new Set(before);
  if (current !== null) picked.add(current);
  if (next === null || next === current) return picked;
  if (picked.has(next) && current !== null) picked.delete(current);
  return picked.add(next);
}
