import type { RefObject } from "react";
import type { VirtualizerHandle } from "virtua";

/** How near to the end of a list its next part is read, in lines. */
const NEAR = 20;

/** A list that is read part by part. */
interface Parts {
  hasNextPage: boolean;
  isFetching: boolean;
  fetchNextPage: () => Promise<unknown>;
}

/** Reads the next part when a list was scrolled near to its end: to be called at each scrolling. */
export function useReadOn(handle: RefObject<VirtualizerHandle | null>, lines: number, parts: Parts): () => void {
  return () => {
    const view = handle.current;
    // What is being asked again would be broken off by it, and be taken for asked.
    if (view === null || !parts.hasNextPage || parts.isFetching) return;
    if (view.findItemIndex(view.scrollOffset + view.viewportSize) > lines - NEAR) void parts.fetchNextPage();
  };
}
