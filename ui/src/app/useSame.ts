import { useCallback, useLayoutEffect, useRef } from "react";

/**
 * The same function for as long as the component stands, doing what it was last given: whoever gets it is not drawn anew where
 * what it reads has changed.
 */
export function useSame<Given extends unknown[], Result>(
  act: (...given: Given) => Result,
): (...given: Given) => Result {
  const latest = useRef(act);
  useLayoutEffect(() => {
    latest.current = act;
  });
  return useCallback((...given: Given) => latest.current(...given), []);
}
