import { describe, expect, test } from "vitest";

import type { Outcome, Rule, Verdict } from "../../../host/contract";
import { deciding, linesOf } from "./steps";

const loud: Outcome = {
  sound: { from: "own", sound: "kettle" },
  volume: 100,
  banner: true,
  badge: true,
  preview: "full",
  importance: "active",
  attention: false,
};
const quiet: Outcome = { ...loud, sound: { from: "silent" }, banner: false };

const verdict = (...steps: [Rule, Outcome][]): Verdict => ({
  outcome: steps.at(-1)?.[1] ?? loud,
  trace: steps.map(([rule, outcome]) => ({ rule, outcome })),
});

const night: Rule = { rule: "schedule", schedule: 1, until: 0 };
const vip: Rule = { rule: "rings_through", exception: 1, place: 1 };

const names = (answer: Verdict, inChat = true) =>
  linesOf(answer, { inChat }).map((line) => (line.line === "step" ? line.step.rule.rule : `no ${line.asked}`));

describe("the deciding step", () => {
  test("is the last one that changed sound, banner or badge", () => {
    const { trace } = verdict([{ rule: "kind_default" }, loud], [night, quiet], [vip, loud]);
    expect(deciding(trace)).toBe(2);
  });

  test("is not one that changed only how loud it is or how much is shown", () => {
    const { trace } = verdict(
      [{ rule: "kind_default" }, loud],
      [
        { rule: "label", label: 1 },
        { ...loud, volume: 60 },
      ],
      [{ rule: "presenter" }, { ...loud, volume: 60, preview: "hidden" }],
    );
    expect(deciding(trace)).toBe(0);
  });

  test("is one alone", () => {
    const lines = linesOf(verdict([{ rule: "kind_default" }, loud], [night, quiet]), { inChat: true });
    expect(lines.filter((line) => line.line === "step" && line.decides)).toHaveLength(1);
  });
});

describe("what was asked and changed nothing", () => {
  test("stands where it was asked", () => {
    expect(names(verdict([{ rule: "kind_default" }, loud], [night, quiet], [vip, loud]))).toEqual([
      "kind_default",
      "no chat",
      "schedule",
      "rings_through",
      "no focus",
    ]);
  });

  test("asks for exceptions only where it is silent", () => {
    expect(names(verdict([{ rule: "kind_default" }, loud]))).toEqual([
      "kind_default",
      "no chat",
      "no silence",
      "no focus",
    ]);
    expect(names(verdict([{ rule: "kind_default" }, loud], [night, quiet]))).toContain("no through");
  });

  test("has no chat where nothing happened in one", () => {
    expect(names(verdict([{ rule: "kind_default" }, loud]), false)).not.toContain("no chat");
  });

  test("stands before what came after it", () => {
    const burst: Rule = { rule: "burst_in_chat" };
    expect(names(verdict([{ rule: "kind_default" }, loud], [burst, quiet]))).toEqual([
      "kind_default",
      "no chat",
      "no silence",
      "no focus",
      "burst_in_chat",
    ]);
  });
});

test("a step that leaves sound, banner and badge says what else it changed", () => {
  const lines = linesOf(
    verdict(
      [{ rule: "kind_default" }, loud],
      [
        { rule: "label", label: 1 },
        { ...loud, sound: { from: "own", sound: "bell" } },
      ],
      [{ rule: "chat" }, { ...loud, sound: { from: "own", sound: "bell" }, volume: 60 }],
    ),
    { inChat: true },
  );
  const changes = lines.flatMap((line) => (line.line === "step" ? [[line.triple, line.change]] : []));
  expect(changes).toEqual([
    [true, null],
    [false, "sound"],
    [false, "volume"],
  ]);
});
