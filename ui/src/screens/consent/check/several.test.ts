import { expect, test } from "vitest";

import type { ConsentRow, PersonConsent, Refusal } from "@/host/contract";
import { countsFor, linesOf } from "./several";

function person(refusal: Refusal | null): PersonConsent {
  const row: ConsentRow = {
    purpose: "offers",
    denial: refusal === null ? null : { refusal, instead: { alternative: "ask" } },
    state: null,
    source: null,
    word: null,
    grade: null,
    at: null,
    expires: null,
    entry: null,
  };
  return {
    whom: { account_id: "one", contact_id: 1 },
    name: null,
    chat_id: null,
    window: { state: "never" },
    purposes: [row],
  };
}

test("everybody is counted once, by what the gate says", () => {
  const people = [
    null,
    null,
    "no_consent",
    "asked",
    "not_confirmed",
    "expired",
    "declined",
    "withdrawn",
    "blocked",
  ] as const;
  expect(countsFor(people.map(person), "offers")).toEqual({
    yes: 2,
    waiting: 2,
    never: 1,
    expired: 1,
    withdrew: 2,
    blocked: 1,
  });
});

test("whoever stopped offers in WhatsApp counts as withdrawn, and a purpose that is not there as never asked", () => {
  expect(countsFor([person("stopped_at_provider")], "offers").withdrew).toBe(1);
  expect(countsFor([person(null)], "orders").never).toBe(1);
});

test("a pasted list gives each name once, whatever parts them", () => {
  expect(linesOf("Анна\n Priya Nair ;Анна,+7 700\t\n")).toEqual(["Анна", "Priya Nair", "+7 700"]);
});
