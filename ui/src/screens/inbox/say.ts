import { useLingui } from "@lingui/react";
import type { Say } from "./words.ts";

/** Gives messages their words; a new function after each change of language, so that nothing stale is kept. */
export function useSay(): Say {
  const { _ } = useLingui();
  return (message) => _(message);
}
