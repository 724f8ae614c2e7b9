import { type KeyboardEvent, useState } from "react";

/** One of several lines below a field that keeps the focus: arrows move, Enter picks, the pointer points. */
export interface Choice<T> {
  current: T | undefined;
  point: (item: T) => void;
  /** Back to the first line: the words in the field changed. */
  restart: () => void;
  /** Takes the keys of the list; true where a key was one of them. */
  take: (event: KeyboardEvent) => boolean;
}

/** The choice among `items`. */
export function useChoice<T>(items: readonly T[], onPick: (item: T) => void): Choice<T> {
  const [at, setAt] = useState(0);
  const index = Math.min(at, Math.max(0, items.length - 1));
  const current = items[index];
  return {
    current,
    point: (item) => setAt(items.indexOf(item)),
    restart: () => setAt(0),
    take(event) {
      if (event.nativeEvent.isComposing) return false;
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.code];
      if (step !== undefined && items.length > 0) setAt((index + step + items.length) % items.length);
      else if (event.code === "Enter" && current !== undefined) onPick(current);
      else return false;
      event.preventDefault();
      return true;
    },
  };
}
