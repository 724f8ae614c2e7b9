import { useLingui } from "@lingui/react/macro";

import { useFormat } from "../../../app/format";
import { now } from "../../../host/clock";
import type { AlertKind, Outcome, Rule, Step, Timestamp } from "../../../host/contract";
import { KINDS as GROUP_KINDS, TOPICS } from "../../groups/words";
import { KINDS } from "../words";
import type { Asked } from "./steps";
import { type Names, useNames } from "./useNames";
import { useOutcomeWords } from "./words";

/** As long as a night. */
const HOURS = 12 * 3_600_000;

interface StepWords {
  title: string;
  detail: string;
}

type Levels =
  | "kind_default"
  | "group_default"
  | "topic_default"
  | "app"
  | "account"
  | "kind"
  | "groups"
  | "group_kind"
  | "label"
  | "chat"
  | "contact";
type Silences = "muted" | "quiet_now" | "schedule";
type Level = Extract<Rule, { rule: Levels }>;
type Silence = Extract<Rule, { rule: Silences }>;
type Surrounding = Exclude<Rule, { rule: Levels | Silences | "rings_through" }>;

const LEVELS: ReadonlySet<string> = new Set<Levels>([
  "kind_default",
  "group_default",
  "topic_default",
  "app",
  "account",
  "kind",
  "groups",
  "group_kind",
  "label",
  "chat",
  "contact",
]);
const SILENCES: ReadonlySet<string> = new Set<Silences>(["muted", "quiet_now", "schedule"]);

const isLevel = (rule: Rule): rule is Level => LEVELS.has(rule.rule);
const isSilence = (rule: Rule): rule is Silence => SILENCES.has(rule.rule);

/** Says the steps of a trace. */
export function useStepWords() {
  const names = useNames();
  const level = useLevelWords(names);
  const silence = useSilenceWords(names);
  const through = useThroughWords(names);
  const surrounding = useSurroundingWords();
  const skipped = useSkippedWords();
  const step = ({ rule, outcome }: Step, kind: AlertKind): StepWords => {
    if (isLevel(rule)) return level(rule, outcome, kind);
    if (isSilence(rule)) return silence(rule);
    return rule.rule === "rings_through" ? through(rule) : surrounding(rule);
  };
  return { step, skipped };
}

function useLevelWords(names: Names) {
  const { t, i18n } = useLingui();
  const say = useOutcomeWords();
  return (rule: Level, outcome: Outcome, kind: AlertKind): StepWords => {
    const name = i18n._(KINDS[kind]);
    const type = "group" in rule ? i18n._(GROUP_KINDS[rule.group]) : "";
    const topic = "topic" in rule ? (TOPICS[rule.topic] ?? null) : null;
    const about = topic === null ? "" : i18n._(topic);
    const titles: Record<Levels, string> = {
      kind_default: t`Default: ${name}`,
      group_default: t`Default of groups of type ${type}`,
      topic_default: t`Default of groups about ${about}`,
      app: t`Your setting for everything`,
      account: t`Setting of the number`,
      kind: t`Your setting: ${name}`,
      groups: t`Your setting for groups`,
      group_kind: t`Your setting for groups of type ${type}`,
      label: t`Setting of label ${rule.rule === "label" ? names.label(rule.label) : ""}`,
      chat: t`Setting of this chat`,
      contact: t`Setting of this member`,
    };
    return { title: titles[rule.rule], detail: `${say(outcome).detail}.` };
  };
}

function useSilenceWords(names: Names) {
  const { t } = useLingui();
  const format = useFormat();
  const end = (until: Timestamp | null, never: string) =>
    until === null ? never : t`Until ${format.until(until, now())}.`;
  return (rule: Silence): StepWords => {
    switch (rule.rule) {
      case "muted":
        return { title: t`The chat is muted`, detail: end(rule.until, t`For good.`) };
      case "quiet_now":
        return { title: t`Quiet until…`, detail: end(rule.until, t`Until you switch it off.`) };
      case "schedule": {
        const name = names.schedule(rule.schedule);
        const title = name === null ? t`A schedule that is gone was on` : t`Schedule “${name}” is on`;
        const detail = end(rule.until, t`All the time.`);
        return { title, detail: clocksChange(rule.until) ? `${detail} ${t`The clocks change that night.`}` : detail };
      }
    }
  };
}

/** Whether summer time begins or ends in the hours before: the times of a schedule are those of the clock on the wall. */
function clocksChange(until: Timestamp | null): boolean {
  if (until === null) return false;
  return new Date(until).getTimezoneOffset() !== new Date(until - HOURS).getTimezoneOffset();
}

function useThroughWords(names: Names) {
  const { t } = useLingui();
  return ({ exception, place }: Extract<Rule, { rule: "rings_through" }>): StepWords => {
    const name = names.exception(exception);
    return {
      title: name === null ? t`An exception that is gone rang through` : t`${name} rings through`,
      // The list may have changed since; a place beyond its end says nothing then.
      detail: place > names.exceptions ? t`Rule ${place}.` : t`Rule ${place} of ${names.exceptions}.`,
    };
  };
}

function useSurroundingWords() {
  const { t } = useLingui();
  return ({ rule }: Surrounding): StepWords => {
    switch (rule) {
      case "focus":
        return { title: t`The system's do-not-disturb is on`, detail: t`It lets no sound pass.` };
      case "backlog":
        return { title: t`It waited when Switchboard started`, detail: t`It is in the one summary at the start.` };
      case "looking_at_it":
        return { title: t`You are looking at this chat`, detail: t`It ticks, nothing else.` };
      case "presenter":
        return { title: t`The screen is shown to others`, detail: t`Banners hide name and text.` };
      case "burst_in_chat":
        return { title: t`This chat rang a moment ago`, detail: t`One sound in 20 s.` };
      case "burst_overall":
        return { title: t`Another chat rang a moment ago`, detail: t`One sound in 3 s.` };
      case "unanswered":
        return { title: t`Nobody has answered yet`, detail: t`It rings once more, at full volume.` };
    }
  };
}

function useSkippedWords() {
  const { t } = useLingui();
  return (asked: Asked): StepWords => {
    switch (asked) {
      case "chat":
        return { title: t`No setting for this chat`, detail: t`Passes on.` };
      case "silence":
        return { title: t`No silence holds`, detail: t`Passes on.` };
      case "through":
        return { title: t`Nothing rings through`, detail: t`No exception fits.` };
      case "focus":
        return { title: t`The system's do-not-disturb`, detail: t`It changes nothing.` };
    }
  };
}
