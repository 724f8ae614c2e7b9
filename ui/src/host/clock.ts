import { useSyncExternalStore } from "react";

import type { Timestamp } from "./contract";

let offset = 0;

/** Takes the core's clock: a sandbox's town has a time of its own, and a screen counts down by that one. */
export function setNow(now: Timestamp): void {
  offset = now - Date.now();
}

/** Now, in milliseconds, by the clock in force. */
export function now(): Timestamp {
  return Date.now() + offset;
}

/** Now as of the last full `every` milliseconds; the component is drawn again when they are over. */
export function useNow(every: number): Timestamp {
  return useSyncExternalStore(
    (changed) => {
      const timer = setInterval(changed, Math.min(every, 1000));
      return () => clearInterval(timer);
    },
    () => Math.floor(now() / every) * every,
  );
}
