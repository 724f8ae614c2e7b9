import { useLingui } from "@lingui/react";
import type { I18n } from "@lingui/core";
import { useDeferredValue, useEffect, useState } from "react";

import { everyLanguage, inEachLanguage } from "../../app/i18n";
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
  const languages = useLanguages();
  const names = (action: Action) => {
    const said = [action.title, ...(action.also === undefined ? [] : [action.also])];
    return [i18n._(action.title), ...said.flatMap((message) => inEachLanguage(languages, message))];
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

/** Every language, once its words are there; until then actions are found by their names in the one that is spoken. */
function useLanguages(): readonly I18n[] {
  const [languages, setLanguages] = useState<readonly I18n[]>([]);
  useEffect(() => {
    let isGone = false;
    void everyLanguage().then((all) => isGone || setLanguages(all));
    return () => {
      isGone = true;
    };
  }, []);
  return languages;
}
