import { useEffect, useRef, useState } from "react";

import type { Schedule, Window } from "../../../host/contract";
import { type Block, blocksOf, sameWindows, windowsOf } from "./week";

/** Keys that are held move a block many times; it is kept when they rest. */
const REST = 400;

interface Held {
  shift: number;
  /** The windows as the core had them last. */
  base: readonly Window[];
  blocks: readonly Block[];
  /** Whether something is not kept yet. */
  pending: boolean;
}

/**
 * The blocks of one schedule while they are edited. They keep their ids, and with them the focus, for as long as the
 * core has the same windows; what was changed elsewhere takes their place.
 */
export function useBlocks(schedule: Schedule, shift: number, save: (windows: Window[]) => void) {
  const { windows } = schedule;
  const [held, setHeld] = useState<Held>(() => adopt(shift, windows));
  const waiting = useRef<{ timer: ReturnType<typeof setTimeout>; keep: () => void } | null>(null);
  let current = held;
  if (held.shift !== shift) current = adopt(shift, windows);
  else if (!held.pending && held.base !== windows) {
    const same = sameWindows(windows, windowsOf(held.blocks, shift));
    current = same ? { ...held, base: windows } : adopt(shift, windows);
  }
  if (current !== held) setHeld(current);
  useEffect(
    () => () => {
      // What was not kept yet is kept when another schedule is shown.
      if (waiting.current === null) return;
      clearTimeout(waiting.current.timer);
      waiting.current.keep();
      waiting.current = null;
    },
    [],
  );
  const change = (blocks: readonly Block[], when: "now" | "soon") => {
    if (waiting.current !== null) clearTimeout(waiting.current.timer);
    const keep = () => {
      waiting.current = null;
      setHeld((now) => ({ ...now, pending: false }));
      save(windowsOf(blocks, shift));
    };
    setHeld({ ...current, blocks, pending: when === "soon" });
    if (when === "soon") waiting.current = { timer: setTimeout(keep, REST), keep };
    else {
      waiting.current = null;
      save(windowsOf(blocks, shift));
    }
  };
  return { blocks: current.blocks, change };
}

function adopt(shift: number, windows: readonly Window[]): Held {
  return { shift, base: windows, blocks: blocksOf(windows, shift), pending: false };
}
