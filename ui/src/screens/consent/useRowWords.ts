import { useLingui } from "@lingui/react/macro";

import { useFormat } from "../../app/format";
import { now } from "../../host/clock";
import type { ConsentRow, ConsentState, ServiceWindow } from "../../host/contract";
import { quoted, useConsentWords } from "./useConsentWords";

/** How it stands with one purpose, in words. */
export interface RowWords {
  /** In two or three words: 12 Apr, confirmed. */
  brief: string;
  /** Why it was taken back, where that was so. */
  why: string | null;
}

/** What became of it as the gate sees it: a grant that is not confirmed waits, and one whose time is over is expired. */
export function shownState({ state, denial }: ConsentRow): ConsentState | null {
  if (denial?.refusal === "not_confirmed") return "requested";
  return denial?.refusal === "expired" ? "expired" : state;
}

/** Says in words how it stands with one purpose. */
export function useRowWords(): (row: ConsentRow, window: ServiceWindow) => RowWords {
  const { t } = useLingui();
  const format = useFormat();
  const words = useConsentWords();

  const brief = (row: ConsentRow, window: ServiceWindow): string => {
    if (row.purpose === "service_replies") {
      if (window.state === "open") return t`open until ${format.weekdayClock(window.closes)}`;
      return window.state === "closed" ? t`window closed` : t`has not written yet`;
    }
    const date = row.at === null ? "" : format.short(row.at, now());
    if (row.denial?.refusal === "not_confirmed") return t`not confirmed`;
    switch (shownState(row)) {
      case null:
        return t`never asked`;
      case "granted":
        return date;
      case "confirmed":
        return t`${date}, confirmed`;
      case "requested":
        return t`pending, ${format.length(now() - (row.at ?? now()))}`;
      case "refused":
        return t`refused`;
      case "withdrawn":
        return t`withdrawn`;
      case "expired":
        return t`expired`;
      case "resumed":
        return t`never asked`;
    }
  };
  const why = ({ state, source, word, at }: ConsentRow): string | null => {
    if (state !== "withdrawn" || at === null) return null;
    if (word !== null) return t`${quoted(word)} ${words.when(at)}`;
    return source === null ? words.when(at) : t`${words.source(source, null)}, ${words.when(at)}`;
  };
  return (row, window) => ({ brief: brief(row, window), why: why(row) });
}
