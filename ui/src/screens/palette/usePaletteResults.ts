import { useLingui } from "@lingui/react";
import { useDeferredValue } from "react";

import { inEachLanguage } from "../../app/i18n";
import { now } from "../../host/clock";
import { useChats, useSearch } from "../../host/queries";
import { type Action, useRegistry } from "../../keys/actions";
import { resultsFor, type Results, splitPrefix } from "./results";

/** What the palette shows for a query, with a better spelling where nothing was found. */
export function usePaletteResults(
  query: string,
  inContext: boolean,
): Results & { suggestion: string | null; sought: boolean } {
  const { i18n } = useLingui();
  const actions = useRegistry((state) => state.actions);
  const { words } = splitPrefix(query);
  const { data: found, isPending } = useSearch(useDeferredValue(words));
  const { data: chats } = useChats({ filter: "all" });
  const names = (action: Action) => {
    const first = i18n._(action.title);
    return [first, ...inEachLanguage(action.title), ...(action.also === undefined ? [] : inEachLanguage(action.also))];
  };
  const results = resultsFor({
    query,
    actions: [...actions.values()],
    inContext,
    names,
    found: words.trim() === "" ? undefined : found,
    recent: chats?.rows ?? [],
    now: now(),
  });
  return { ...results, suggestion: found?.suggestion ?? null, sought: words.trim() !== "" && !isPending };
}
