import type {
  AlertKind,
  Breakthrough,
  Fields,
  GroupKind,
  GroupKindRow,
  Importance,
  Level,
  KindRow,
  Outcome,
  Schedule,
  Sound,
} from "../../contract";
import { laid, UNSET } from "../../notification-change";

const KINDS: readonly [AlertKind, Sound | null, boolean, boolean, Importance][] = [
  ["message", "kettle", true, true, "active"],
  ["voice_message", "kettle", true, true, "active"],
  ["mention", "bell", true, true, "time_sensitive"],
  ["group_message", null, false, true, "active"],
  ["reaction", null, false, false, "passive"],
  ["delivered", null, false, false, "passive"],
  ["read", null, false, false, "passive"],
  ["failed", "knock", true, true, "time_sensitive"],
  ["participants", null, false, false, "passive"],
  ["contact_changed", null, false, false, "passive"],
  ["opt_out", null, false, true, "passive"],
  ["assignment", "bell", true, true, "time_sensitive"],
  ["reminder", "drop", true, true, "active"],
];

/** What a kind does before anybody sets anything. */
export function builtIn(kind: AlertKind): Outcome {
  const [, sound, banner, badge, importance] = KINDS.find(([one]) => one === kind) ?? [
    kind,
    null,
    false,
    false,
    "passive",
  ];
  return {
    sound: sound === null ? { from: "silent" } : { from: "own", sound },
    volume: 100,
    banner,
    badge,
    preview: "full",
    importance,
    attention: false,
  };
}

/** What messages of a group do by what the group is for, before anybody sets anything. */
export function groupDefault(group: GroupKind, kind: AlertKind): Fields {
  const silent: Fields = { ...UNSET, sound: { from: "silent" }, banner: false, badge: true };
  if (group === "announcement") return kind === "group_message" || kind === "mention" ? silent : UNSET;
  if (kind !== "group_message") return UNSET;
  return group === "community"
    ? silent
    : { ...UNSET, sound: { from: "own", sound: "kettle" }, banner: true, badge: true };
}

/** Groups by what they are for, with nothing set. */
export const groupKinds = (): GroupKindRow[] =>
  (["announcement", "support", "community"] as const).map((kind) => ({
    kind,
    fields: UNSET,
    message: laid(builtIn("group_message"), groupDefault(kind, "group_message")),
    mention: laid(builtIn("mention"), groupDefault(kind, "mention")),
  }));

/** The kinds with nothing set. */
export const kinds = (): KindRow[] => KINDS.map(([kind]) => ({ kind, fields: UNSET, outcome: builtIn(kind) }));

const WEEKDAYS = [1, 2, 3, 4, 5];
const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];

/** The schedules of the drawing. */
export const schedules = (): Schedule[] => [
  {
    ...NEW_SCHEDULE,
    schedule_id: 1,
    name: "Night",
    windows: [
      { days: [1, 2, 3, 4, 7], from: 22 * 60, to: 8 * 60 },
      { days: [5, 6], from: 22 * 60, to: 9 * 60 },
    ],
  },
  { ...NEW_SCHEDULE, schedule_id: 2, name: "Weekend", windows: [{ days: [6, 7], from: 9 * 60, to: 22 * 60 }] },
  {
    ...NEW_SCHEDULE,
    schedule_id: 3,
    name: "Lunch",
    windows: [{ days: WEEKDAYS, from: 13 * 60, to: 14 * 60 }],
    quiet: "no_sound",
  },
];

const NEW_SCHEDULE: Schedule = {
  schedule_id: 0,
  name: "",
  on: true,
  scope: { scope: "app" },
  windows: [{ days: EVERY_DAY, from: 22 * 60, to: 8 * 60 }],
  zone: null,
  except: [],
  quiet: "badge_only",
};

const NEW_BREAKTHROUGH: Omit<Breakthrough, "breakthrough_id" | "condition"> = {
  lets: { sound: true, banner: true, badge: true },
  volume: null,
  schedule: null,
  muted_too: false,
  once_in: null,
};

/** What rings through, as in the drawing. */
export const breakthroughs = (): Breakthrough[] => [
  { ...NEW_BREAKTHROUGH, breakthrough_id: 1, condition: { when: "label", label: 1, direct: true }, volume: 60 },
  {
    ...NEW_BREAKTHROUGH,
    breakthrough_id: 2,
    condition: { when: "kind", kind: "mention" },
    lets: { sound: false, banner: true, badge: true },
    muted_too: true,
  },
  {
    ...NEW_BREAKTHROUGH,
    breakthrough_id: 3,
    condition: { when: "words", phrases: ["срочно", "urgent", "авария"] },
  },
  { ...NEW_BREAKTHROUGH, breakthrough_id: 4, condition: { when: "repeated", count: 3, minutes: 5 }, once_in: 60 },
];

/** What chats of the town set themselves. */
export const exceptions = (): { level: Level; name: string | null; fields: Fields }[] => [
  {
    level: { level: "chat", id: 1 },
    name: null,
    fields: { ...UNSET, sound: { from: "own", sound: "drop" }, volume: 60 },
  },
  { level: { level: "chat", id: 2 }, name: null, fields: { ...UNSET, banner: true } },
  { level: { level: "chat", id: 3 }, name: null, fields: { ...UNSET, preview: "sender" } },
  { level: { level: "chat", id: 5 }, name: null, fields: { ...UNSET, sound: { from: "silent" }, badge: false } },
  {
    level: { level: "contact", id: 77 },
    name: "Ержан Бекенов",
    fields: { ...UNSET, sound: { from: "own", sound: "doorphone" }, importance: "time_sensitive" },
  },
];
