import { expect, test } from "vitest";

import type { ConsentRow, MemberRow } from "../../host/contract";
import { unblocked } from "../../host/fake/blocks";
import { reachOf } from "./ask";

const consent = (part: Partial<ConsentRow>): ConsentRow => ({
  purpose: "offers",
  denial: { refusal: "no_consent", since: null, instead: { alternative: "ask" } } as unknown as ConsentRow["denial"],
  state: null,
  source: null,
  word: null,
  grade: null,
  at: null,
  expires: null,
  entry: null,
  ...part,
});

const member = (part: Partial<MemberRow>, said: Partial<ConsentRow> = {}): MemberRow => ({
  whom: { account_id: "tea", contact_id: 1 },
  name: "Anna",
  phone_masked: null,
  username: null,
  labels: [],
  consents: [consent(said)],
  chat_id: 7,
  window: { state: "open", closes: 9 },
  last_seen: null,
  first_seen: 1,
  block: unblocked({ account_id: "tea", contact_id: 1 }),
  ...part,
});

test("whoever is in the window and has not been asked is asked", () => {
  expect(reachOf([member({})], "offers")).toEqual({ asked: [member({})], rest: {} });
});

test("everybody else is counted by the reason", () => {
  const said = { refusal: "withdrawn" } as unknown as ConsentRow["denial"];
  const people = [
    member({}, { denial: null, state: "granted" }),
    member({}, { state: "requested" }),
    member({}, { denial: said, state: "withdrawn" }),
    member({ window: { state: "closed", closed: 1 } }),
    member({ chat_id: null }),
  ];
  expect(reachOf(people, "offers")).toEqual({ asked: [], rest: { may: 1, waits: 1, said_no: 1, no_window: 2 } });
});
