import type {
  AlertKind,
  Breakthrough,
  ChatRow,
  Condition,
  Fields,
  GroupKind,
  Outcome,
  Quietness,
  QuietNow,
  Rule,
  Schedule,
  Scope,
  Simulate,
  Step,
  Timestamp,
  Verdict,
} from "../../contract";
import { laid } from "../../notification-change";
import { builtIn, groupDefault } from "./rules";

const MINUTE = 60_000;
const DAY_MINUTES = 24 * 60;

/** The rules in force, as far as the made-up core knows them. */
export interface Rules {
  app: Fields;
  groups: Fields;
  groupKind: GroupKind | null;
  groupKindFields: Fields;
  kind: Fields;
  account: Fields;
  labels: { label: number; fields: Fields }[];
  chat: Fields;
  contact: Fields;
  quiet: QuietNow | null;
  schedules: Schedule[];
  breakthroughs: Breakthrough[];
  presenter: boolean;
}

interface Silence {
  rule: Rule;
  until: Timestamp | null;
  quiet: Quietness;
}

/** Decides as the core does, with the trace of the steps that changed something. */
export function decide(ask: Simulate, row: ChatRow | null, rules: Rules, through = true): Verdict {
  const trace: Step[] = [{ rule: { rule: "kind_default" }, outcome: builtIn(ask.kind) }];
  const outcome = () => trace.at(-1)?.outcome ?? builtIn(ask.kind);
  const step = (rule: Rule, next: Outcome) => {
    if (JSON.stringify(next) !== JSON.stringify(outcome())) trace.push({ rule, outcome: next });
  };
  const group = rules.groupKind;
  if (group !== null) step({ rule: "group_default", group }, laid(outcome(), groupDefault(group, ask.kind)));
  for (const [rule, fields] of levels(rules, row)) step(rule, laid(outcome(), fields));
  const silence = quietest(silences(ask.kind, row, rules, ask.at));
  if (silence !== null) {
    const loud = outcome();
    step(silence.rule, quieted(loud, silence.quiet));
    const place = rules.breakthroughs.findIndex((one) => through && passes(one, silence, ask, row));
    const exception = rules.breakthroughs[place];
    if (exception !== undefined)
      step(
        { rule: "rings_through", exception: exception.breakthrough_id, place: place + 1 },
        letThrough(exception, loud),
      );
  }
  if (ask.focus && outcome().importance !== "critical")
    step({ rule: "focus" }, { ...outcome(), sound: { from: "silent" }, attention: false });
  if (ask.looking) step({ rule: "looking_at_it" }, looked(outcome()));
  if (rules.presenter) step({ rule: "presenter" }, { ...outcome(), preview: "hidden" });
  return { outcome: outcome(), trace };
}

function* levels(rules: Rules, row: ChatRow | null): Generator<[Rule, Fields]> {
  yield [{ rule: "app" }, rules.app];
  yield [{ rule: "account" }, rules.account];
  yield [{ rule: "kind" }, rules.kind];
  if (row?.kind === "group") yield [{ rule: "groups" }, rules.groups];
  if (rules.groupKind !== null) yield [{ rule: "group_kind", group: rules.groupKind }, rules.groupKindFields];
  for (const { label, fields } of rules.labels)
    if (row?.labels.includes(label) === true) yield [{ rule: "label", label }, fields];
  yield [{ rule: "chat" }, rules.chat];
  yield [{ rule: "contact" }, rules.contact];
}

/** Every silence that holds for a chat at a time; without a chat, those of the whole application. */
export function silences(
  kind: AlertKind,
  row: ChatRow | null,
  rules: Pick<Rules, "quiet" | "schedules">,
  at: Timestamp,
): Silence[] {
  const mute = row?.mute ?? null;
  const found: Silence[] = [];
  if (mute !== null && (mute.until ?? Infinity) > at && !(mute.keep_mentions && kind === "mention"))
    found.push({ rule: { rule: "muted", until: mute.until }, until: mute.until, quiet: "badge_only" });
  if (rules.quiet !== null && (rules.quiet.until ?? Infinity) > at)
    found.push({
      rule: { rule: "quiet_now", until: rules.quiet.until },
      until: rules.quiet.until,
      quiet: "badge_only",
    });
  for (const schedule of rules.schedules) {
    const until = schedule.on && covers(schedule.scope, row) ? silentUntil(schedule, at) : null;
    if (until !== null)
      found.push({ rule: { rule: "schedule", schedule: schedule.schedule_id, until }, until, quiet: schedule.quiet });
  }
  return found;
}

/** Of several silences the quieter; of equal ones the longer. */
export function quietest(all: Silence[]): Silence | null {
  const order: readonly Quietness[] = ["no_sound", "badge_only", "nothing"];
  const weight = ({ quiet, until }: Silence) => [order.indexOf(quiet), until ?? Infinity] as const;
  const compare = (a: Silence, b: Silence) => {
    const [one, other] = [weight(a), weight(b)];
    return other[0] - one[0] || other[1] - one[1];
  };
  return all.toSorted(compare)[0] ?? null;
}

function covers(scope: Scope, row: ChatRow | null): boolean {
  switch (scope.scope) {
    case "app":
      return true;
    case "account":
      return row?.account_id === scope.id;
    case "label":
      return row?.labels.includes(scope.id) === true;
    case "chat":
      return row?.chat_id === scope.id;
  }
}

function silentUntil(schedule: Schedule, at: Timestamp): Timestamp | null {
  const ends = [0, 1].flatMap((back) => {
    const midnight = new Date(at);
    midnight.setHours(0, 0, 0, 0);
    midnight.setDate(midnight.getDate() - back);
    const day = midnight.getDay() === 0 ? 7 : midnight.getDay();
    const date = `${midnight.getFullYear()}-${pad(midnight.getMonth() + 1)}-${pad(midnight.getDate())}`;
    if (schedule.except.includes(date)) return [];
    return schedule.windows
      .filter(({ days }) => days.includes(day))
      .map(({ from, to }) => [from, to > from ? to : to + DAY_MINUTES] as const)
      .map(([from, to]) => [midnight.getTime() + from * MINUTE, midnight.getTime() + to * MINUTE] as const)
      .filter(([from, to]) => from <= at && at < to)
      .map(([, to]) => to);
  });
  return ends.length === 0 ? null : Math.max(...ends);
}

const pad = (value: number) => String(value).padStart(2, "0");

function quieted(loud: Outcome, quiet: Quietness): Outcome {
  const silent: Outcome = { ...loud, sound: { from: "silent" } };
  if (quiet === "no_sound") return silent;
  const badge = quiet === "badge_only" && loud.badge;
  return { ...silent, banner: false, badge, attention: false };
}

function looked(outcome: Outcome): Outcome {
  const heard = outcome.sound.from !== "silent";
  const sound: Outcome["sound"] = heard ? { from: "own", sound: "tick" } : { from: "silent" };
  return { ...outcome, sound, banner: false, badge: false, attention: false };
}

function letThrough({ lets, volume }: Breakthrough, loud: Outcome): Outcome {
  const sound: Outcome["sound"] = loud.sound.from === "silent" ? { from: "own", sound: "kettle" } : loud.sound;
  return {
    ...loud,
    sound: lets.sound ? sound : { from: "silent" },
    volume: volume ?? loud.volume,
    banner: lets.banner,
    badge: lets.badge,
  };
}

function passes(one: Breakthrough, { rule }: Silence, ask: Simulate, row: ChatRow | null): boolean {
  if (rule.rule === "muted" && !one.muted_too) return false;
  if (rule.rule === "quiet_now" && one.schedule !== null) return false;
  if (rule.rule === "schedule" && one.schedule !== null && one.schedule !== rule.schedule) return false;
  return fits(one.condition, ask, row);
}

function fits(condition: Condition, ask: Simulate, row: ChatRow | null): boolean {
  switch (condition.when) {
    case "chat":
      return row?.chat_id === condition.chat;
    case "contact":
      return (ask.contact ?? row?.contact_id) === condition.contact;
    case "label":
      return row?.labels.includes(condition.label) === true && !(condition.direct && row.kind === "group");
    case "kind":
      return ask.kind === condition.kind;
    case "words":
      return condition.phrases.some((phrase) => ask.text.toLowerCase().includes(phrase.toLowerCase()));
    case "repeated":
      return false;
  }
}
