import { expect, test } from "vitest";

import { STATES } from "../../words";
import { FakeTown } from "@/host/fake/town";
import type { GroupActRow, JoinRequestId } from "@/host/contract";
import { byGroup, faultsIn } from "./faults";

const CLUB = 2;

function tried(...acts: ((ids: JoinRequestId[]) => Partial<GroupActRow>)[]) {
  const group = new FakeTown(() => 0).groups.group(CLUB);
  const ids = group.requests.map(({ request_id }) => request_id);
  group.acts = acts.map((some, at) => ({
    act_id: at,
    account_id: "fake",
    chat_id: CLUB,
    act: { act: "decide", requests: ids, approve: true, reason: null },
    state: "failed",
    faults: [],
    operator: "Mira Halonen",
    at: 0,
    ...some(ids),
  }));
  const words = new Map(faultsIn(group));
  return ids.map((id) => words.get(id));
}

const full = { reason: "group_full", code: 131_203 };

test("what was done in part tells the fault of each of whom it was not done", () => {
  const faults = (ids: JoinRequestId[]) => [{ part: { part: "request", request: ids[0] ?? 0 } as const, reason: full }];
  const [first, second] = tried((ids) => ({ state: "partly", faults: faults(ids) }));
  expect(first).toBeDefined();
  expect(second).toBeUndefined();
});

test("what failed as a whole tells its reason of everybody, and without one that it was not done", () => {
  const whole = tried(() => ({ faults: [{ part: { part: "whole" }, reason: full }] }));
  expect(whole[0]).toBeDefined();
  expect(whole[1]).toBe(whole[0]);
  expect(tried(() => ({}))).toEqual([STATES.failed, STATES.failed]);
  expect(tried(() => ({ state: "unknown" }))).toEqual([STATES.unknown, STATES.unknown]);
});

test("only what was tried last counts", () => {
  expect(
    tried(
      () => ({ state: "pending" }),
      () => ({}),
    ),
  ).toEqual([undefined, undefined]);
});

test("requests come by their groups, those with a held seat first", () => {
  const like = new FakeTown(() => 0).groups.group(CLUB).requests[0];
  if (like === undefined) throw new Error("somebody asks to enter the club");
  const rows = [
    { ...like, request_id: 1 },
    { ...like, request_id: 2, chat_id: 25 },
    { ...like, request_id: 3, held: true },
  ];
  const ids = [...byGroup(rows)].map(([chat, ones]) => [chat, ones.map(({ request_id }) => request_id)]);
  expect(ids).toEqual([
    [CLUB, [3, 1]],
    [25, [2]],
  ]);
});
