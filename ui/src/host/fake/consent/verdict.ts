import { EVERYTHING, MARKETING } from "../../consent";
import type { ConsentRow, Denial, LedgerLine, Purpose, ServiceWindow, Timestamp } from "../../contract";

/** How it stands with one purpose, by a person's entries, the newest first. */
export function rowOf(
  purpose: Purpose,
  entries: readonly LedgerLine[],
  window: ServiceWindow,
  now: Timestamp,
): ConsentRow {
  const last = entries.find((entry) => covers(entry.purpose, purpose)) ?? null;
  return {
    purpose: purpose.purpose,
    denial: purpose.purpose === "service_replies" ? replies(window) : denied(purpose, last, window, now),
    state: last?.state ?? null,
    source: last?.source ?? null,
    word: last?.word ?? null,
    grade: last?.grade ?? null,
    at: last?.at ?? null,
    expires: last?.expires ?? null,
    entry: last?.entry ?? null,
  };
}

function covers(scope: string, { purpose, permits }: Purpose): boolean {
  if (scope === EVERYTHING) return purpose !== "service_replies";
  return scope === purpose || (scope === MARKETING && permits.includes("marketing"));
}

function replies(window: ServiceWindow): Denial | null {
  if (window.state === "open") return null;
  return { refusal: "window_closed", instead: { alternative: "template", category: "utility" } };
}

function denied(purpose: Purpose, last: LedgerLine | null, window: ServiceWindow, now: Timestamp): Denial | null {
  const back = window.state === "open" ? ({ alternative: "reply", closes: window.closes } as const) : null;
  const turn = back ?? ({ alternative: "their_turn" } as const);
  if (last === null) return { refusal: "no_consent", instead: { alternative: "ask" } };
  if (last.expires !== null && last.expires <= now) return { refusal: "expired", instead: { alternative: "ask" } };
  switch (last.state) {
    case "confirmed":
      return null;
    case "granted":
      return purpose.confirm ? { refusal: "not_confirmed", instead: { alternative: "wait" } } : null;
    case "requested":
      return { refusal: "asked", instead: { alternative: "wait" } };
    case "refused":
      return { refusal: "declined", instead: turn };
    case "withdrawn":
      return { refusal: last.source === "provider" ? "stopped_at_provider" : "withdrawn", instead: turn };
    case "expired":
      return { refusal: "expired", instead: { alternative: "ask" } };
    case "resumed":
      return { refusal: "no_consent", instead: { alternative: "ask" } };
  }
}
