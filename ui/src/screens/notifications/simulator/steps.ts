import type { Outcome, Rule, Step, Verdict } from "../../../host/contract";

/** What did not change anything, but would be looked for: it says that it was asked. */
export type Asked = "chat" | "silence" | "through" | "focus";

/** What a step changed, where it is not sound, banner or badge. */
export type Change = "sound" | "volume" | "preview" | "importance" | "attention";

/** One line of the trace as it is drawn. */
export type Line =
  | { line: "step"; step: Step; decides: boolean; triple: boolean; change: Change | null }
  | { line: "skipped"; asked: Asked };

/** The rules, in the order in which they are asked; those of one number are asked together. */
const ORDER: Readonly<Record<Rule["rule"], number>> = {
  kind_default: 0,
  group_default: 0,
  topic_default: 0,
  app: 1,
  account: 2,
  kind: 3,
  groups: 4,
  group_kind: 4,
  label: 5,
  chat: 6,
  contact: 7,
  muted: 8,
  quiet_now: 8,
  schedule: 8,
  rings_through: 9,
  focus: 10,
  backlog: 11,
  looking_at_it: 12,
  presenter: 13,
  burst_in_chat: 14,
  burst_overall: 14,
  unanswered: 15,
};

const PLACES: Readonly<Record<Asked, number>> = {
  chat: ORDER.chat,
  silence: ORDER.schedule,
  through: ORDER.rings_through,
  focus: ORDER.focus,
};

/** The lines of a trace: every step, and between them what was asked and changed nothing. */
export function linesOf({ trace }: Verdict, { inChat }: { inChat: boolean }): Line[] {
  const decides = deciding(trace);
  const lines = trace.map((step, at): Line => {
    const before = trace[at - 1]?.outcome ?? null;
    return {
      line: "step",
      step,
      decides: at === decides,
      triple: before === null || !sameTriple(before, step.outcome),
      change: before === null ? null : changeOf(before, step.outcome),
    };
  });
  for (const asked of skipped(trace, inChat)) {
    const after = lines.findIndex((line) => placeOf(line) > PLACES[asked]);
    lines.splice(after < 0 ? lines.length : after, 0, { line: "skipped", asked });
  }
  return lines;
}

/** The step that made sound, banner and badge what they are: later ones changed only how. */
export function deciding(trace: readonly Step[]): number {
  const last = trace.findLastIndex(({ outcome }, at) => {
    const before = trace[at - 1]?.outcome;
    return before === undefined || !sameTriple(before, outcome);
  });
  return Math.max(0, last);
}

function skipped(trace: readonly Step[], inChat: boolean): Asked[] {
  const places = new Set(trace.map(({ rule }) => ORDER[rule.rule]));
  const silent = places.has(PLACES.silence);
  const asked: Asked[] = ["chat", "silence", "through", "focus"];
  return asked.filter((one) => !places.has(PLACES[one]) && (one !== "chat" || inChat) && (one !== "through" || silent));
}

function placeOf(line: Line): number {
  return line.line === "step" ? ORDER[line.step.rule.rule] : PLACES[line.asked];
}

function sameTriple(one: Outcome, other: Outcome): boolean {
  const heard = ({ sound }: Outcome) => sound.from !== "silent";
  return heard(one) === heard(other) && one.banner === other.banner && one.badge === other.badge;
}

function changeOf(before: Outcome, after: Outcome): Change | null {
  if (JSON.stringify(before.sound) !== JSON.stringify(after.sound)) return "sound";
  const fields = ["volume", "preview", "importance", "attention"] as const;
  return fields.find((field) => before[field] !== after[field]) ?? null;
}
