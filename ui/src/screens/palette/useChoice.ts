import { type KeyboardEvent, useEffect, useState } from "react";

/** One of several lines below a field that keeps the focus: arrows move, Enter picks, the pointer points. */
export interface Choice<T> {
  current: T | undefined;
  point: (item: T) => void;
  /** Back to the first line: the words in the field changed. */
  restart: () => void;
  /** Takes the keys of the list; true where a key was one of them. */
  take: (event: KeyboardEvent) => boolean;
}

/** Where the operator went. */
interface Goal {
  /** The line, by the id of its element. */
  line: string | undefined;
  /** Where it stood then: what is there is chosen once the line itself is gone. */
  at: number;
  /** Whether it stays chosen where other lines come before it; the first line by itself does not. */
  stays: boolean;
}

/** The choice among `items`, whose ids are those of their elements. */
export function useChoice<T extends { id: string }>(items: readonly T[], onPick: (item: T) => void): Choice<T> {
  const [goal, setGoal] = useState<Goal>({ line: undefined, at: 0, stays: false });
  const found = goal.stays ? items.findIndex(({ id }) => id === goal.line) : -1;
  const index = found >= 0 ? found : Math.min(goal.at, Math.max(0, items.length - 1));
  const current = items[index];
  const go = (at: number) => setGoal({ line: items[at]?.id, at, stays: true });
  // Only where the operator went: lines that are read anew around it would take away whoever scrolls.
  useEffect(() => {
    if (goal.line !== undefined) document.getElementById(goal.line)?.scrollIntoView({ block: "nearest" });
  }, [goal]);
  return {
    current,
    point: (item) => go(items.indexOf(item)),
    restart: () => setGoal({ line: items[0]?.id, at: 0, stays: false }),
    take(event) {
      if (event.nativeEvent.isComposing) return false;
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.code];
      if (step !== undefined && items.length > 0) go((index + step + items.length) % items.length);
      else if (event.code === "Enter" && current !== undefined) onPick(current);
      else return false;
      event.preventDefault();
      return true;
    },
  };
}
