// @vitest-environment jsdom
import { act, cleanup, screen } from "@testing-library/react";
import { i18n } from "@lingui/core";
import { afterEach, expect, test } from "vitest";

import type { ConsentRow, Denial, Refusal, ServiceWindow } from "@/host/contract";
import { stage } from "@/test/stage";
import { useVerdict } from "./useVerdict";

// Thursday, 19 November 2026, 14:08 by the clock on the wall.
const NOW = new Date(2026, 10, 19, 14, 8).getTime();
const HOUR = 3_600_000;
const OPEN: ServiceWindow = { state: "open", closes: NOW + 20 * HOUR };
const SAID = new Date(2026, 10, 19, 12, 47).getTime();

afterEach(() => {
  cleanup();
  act(() => i18n.activate("en"));
});

function Said({ row, window }: { row: ConsentRow; window: ServiceWindow }) {
  const { yes, title, reason, instead } = useVerdict()(row, window, "Ольга");
  return <p>{[yes ? "yes" : "no", title, reason, instead ?? "nothing"].join(" | ")}</p>;
}

function row(some: Partial<ConsentRow>, refusal: Refusal | null, instead: Denial["instead"] = { alternative: "ask" }) {
  return {
    purpose: "offers",
    denial: refusal === null ? null : { refusal, instead },
    state: null,
    source: null,
    word: null,
    grade: null,
    at: SAID,
    expires: null,
    entry: 1,
    ...some,
  } satisfies ConsentRow;
}

function say(shown: ConsentRow, window: ServiceWindow = OPEN): string {
  stage(<Said row={shown} window={window} />, NOW);
  return screen.getByText(/ \| /u).textContent ?? "";
}

const WAIT = { alternative: "wait" } as const;
const REPLY = { alternative: "reply", closes: NOW + 22 * HOUR } as const;

test.each<[Refusal, ConsentRow, string]>([
  ["no_consent", row({}, "no_consent"), "This was never asked and never given."],
  [
    "asked",
    row({ state: "requested" }, "asked", WAIT),
    "The question went out today at 12:47. There is no answer yet.",
  ],
  [
    "not_confirmed",
    row({ state: "granted" }, "not_confirmed", WAIT),
    "It was given today at 12:47, but this purpose asks for a confirmation, which has not come.",
  ],
  ["declined", row({ state: "refused" }, "declined", REPLY), "The answer today at 12:47 was no."],
  [
    "withdrawn",
    row({ state: "withdrawn", source: "keyword", word: "СТОП" }, "withdrawn", REPLY),
    "Ольга wrote «СТОП» today at 12:47. It took effect at once.",
  ],
  [
    "stopped_at_provider",
    row({ state: "withdrawn", source: "provider" }, "stopped_at_provider", { alternative: "their_turn" }),
    "Offers were stopped in WhatsApp itself today at 12:47.",
  ],
  ["expired", row({ state: "granted" }, "expired"), "The consent was given today at 12:47 and has expired."],
  ["no_such_purpose", row({}, "no_such_purpose"), "This purpose is not in the list any more, so it permits nothing."],
])("a no for %s says why", (_, shown, reason) => {
  expect(say(shown).split(" | ").slice(0, 3)).toEqual(["no", "No, not for offers", reason]);
});

test("a closed window is a no to replies, and a template may be sent instead", () => {
  const closed: ServiceWindow = { state: "closed", closed: NOW - 3 * HOUR };
  const shown = row({ purpose: "service_replies" }, "window_closed", { alternative: "template", category: "utility" });
  expect(say(shown, closed)).toBe(
    "no | No free answer now | The 24-hour window closed today at 11:08. | A template about an order may be sent.",
  );
});

test.each<[Denial["instead"], string]>([
  [REPLY, "You can still answer here until Fri, 12:08."],
  [{ alternative: "template", category: "marketing" }, "A template with offers may be sent."],
  [WAIT, "Wait for the answer. Until it comes, nothing is sent."],
  [{ alternative: "ask" }, "Ask for the consent, or record one that was given elsewhere."],
  [
    { alternative: "their_turn" },
    "Only the person can change this, by writing START. It grants nothing by itself: the question is asked again.",
  ],
])("says what may be done instead: %j", (instead, words) => {
  expect(say(row({ state: "refused" }, "declined", instead)).split(" | ")[3]).toBe(words);
});

test("a yes says how it is known and until when it holds", () => {
  const shown = row({ state: "confirmed", source: "double_opt_in", expires: NOW + 48 * HOUR }, null);
  expect(say(shown)).toMatch(
    /^yes \| Yes, for offers \| Question with buttons, today at 12:47\. It holds until .+\. \| nothing$/u,
  );
});

test("in Russian the name stands apart, so that nothing has to agree with it", () => {
  i18n.activate("ru");
  const shown = row({ state: "withdrawn", source: "keyword", word: "STOP" }, "withdrawn", REPLY);
  expect(say(shown)).toContain("Акции присылать нельзя | Ольга: пришло «STOP», сегодня в 12:47.");
});
