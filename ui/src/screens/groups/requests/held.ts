import { create } from "zustand";

import type { JoinRequestId } from "../../../host/contract";

/** Requests whose decline is held back, so that it can be taken back: they are not shown meanwhile. */
export const useHeld = create<{ ids: ReadonlySet<JoinRequestId> }>(() => ({ ids: new Set() }));

/** Shows requests again. */
export function release(ids: readonly JoinRequestId[]): void {
  useHeld.setState((held) => ({ ids: new Set([...held.ids].filter((id) => !ids.includes(id))) }));
}

/** Holds a decline back for some milliseconds, whatever screen is shown by then; gives the way to take it back. */
export function hold(ids: readonly JoinRequestId[], milliseconds: number, decline: () => void): () => void {
  useHeld.setState((held) => ({ ids: new Set([...held.ids, ...ids]) }));
  const timer = setTimeout(decline, milliseconds);
  return () => {
    clearTimeout(timer);
    release(ids);
  };
}
