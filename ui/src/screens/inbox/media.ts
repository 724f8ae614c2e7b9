import { useSyncExternalStore } from "react";

/** Whether a media query holds, drawn again when that changes. */
export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (changed) => {
      const list = window.matchMedia(query);
      list.addEventListener("change", changed);
      return () => list.removeEventListener("change", changed);
    },
    () => window.matchMedia(query).matches,
  );
}

/** From this width the context stands beside the conversation; below it is a drawer (language 4). */
export const PANEL_FITS = "(min-width: 1121px)";
/** Tools collapse into one (400 % zoom). */
export const NARROW = "(max-width: 400px)";
/** Up to this width one pane is shown at a time. */
export const ONE_PANE = "(max-width: 760px)";
