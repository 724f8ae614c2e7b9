import { type RefObject, useEffect, useRef } from "react";
import type { VirtualizerHandle } from "virtua";

/** How near to the end of a list its next part is read, in lines. */
const NEAR = 20;

/** A list that is read part by part. */
interface Parts {
  hasNextPage: boolean;
  isFetching: boolean;
  fetchNextPage: () => Promise<unknown>;
}

/**
 * Reads the next part when a list was scrolled near to its end: to be called at each scrolling. What is being asked again
 * would be broken off by it, and be taken for asked: then it is read after that.
 */
export function useReadOn(
  handle: RefObject<Pick<VirtualizerHandle, "findItemIndex" | "scrollOffset" | "viewportSize"> | null>,
  lines: number,
  parts: Parts,
): () => void {
  const { isFetching } = parts;
  const missed = useRef(false);
  const readOn = () => {
    const view = handle.current;
    if (view === null || !parts.hasNextPage) return;
    missed.current = isFetching;
    if (isFetching) return;
    if (view.findItemIndex(view.scrollOffset + view.viewportSize) > lines - NEAR) void parts.fetchNextPage();
  };
  const latest = useRef(readOn);
  useEffect(() => {
    latest.current = readOn;
  });
  useEffect(() => {
    if (!isFetching && missed.current) latest.current();
  }, [isFetching]);
  return readOn;
}
