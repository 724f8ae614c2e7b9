import type {
  AlertHealth,
  AlertKind,
  ChangeKind,
  ChatAlert,
  ChatId,
  ChatRow,
  Decided,
  Digest,
  ExceptionRow,
  GroupKind,
  Level,
  LevelFields,
  Manner,
  NotificationRules,
  Outcome,
  Simulate,
  Timestamp,
} from "../../contract";
import { isUnset, laid, sameLevel, UNSET } from "../../notification-change";
import type { LiveChat } from "../scene";
import { decided, digestOf } from "./history";
import { breakthroughs, builtIn, exceptions, groupDefault, groupKinds, kinds, schedules } from "./rules";
import { sounds } from "./sounds";
import { decide, quietest, type Rules, silences } from "./verdict";

/** What the made-up core asks of its town. */
export interface Around {
  now: () => Timestamp;
  chats: readonly LiveChat[];
  /** What a chat's group is for. */
  groupKind: (chat: ChatId) => GroupKind | null;
  changed: (kind: ChangeKind, chats?: ChatId[]) => void;
}

/** What the made-up core knows of alerts. A test may set any of it before it is asked. */
export class FakeAlerts {
  readonly #around: Around;
  rules: NotificationRules = {
    app: UNSET,
    kinds: kinds(),
    groups: UNSET,
    group_kinds: groupKinds(),
    levels: [],
    schedules: schedules(),
    quiet: null,
    breakthroughs: breakthroughs(),
    manner: MANNER,
    zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    exceptions: 0,
    silent: null,
  };
  /** What chats and people set, with names for those that are in no chat of the town. */
  own = exceptions();
  sounds = sounds();
  health: AlertHealth = {
    banner: "works",
    actions: "works",
    reply: "absent",
    sound: "works",
    tray: "works",
    focus: false,
    program: "Xfce Notify Daemon",
    badge: "all",
  };
  /** What a try answers: nothing never comes back. */
  tries: Record<"banner" | "sound" | "action", boolean> = { banner: true, sound: true, action: true };
  decisions: Decided[];
  digest: Digest = { chats: [], ended: null };

  constructor(around: Around) {
    this.#around = around;
    this.decisions = decided(around.chats, around.now(), (ask, row) => this.#verdict(ask, row));
  }

  /** How a chat alerts. */
  alertOf(row: ChatRow): ChatAlert {
    const kind = row.kind === "group" ? "group_message" : "message";
    const ask = { ...ASK, kind, at: this.#around.now(), chat: row.chat_id } as const;
    const rules = this.rulesFor(ask, row);
    const silent = quietest(silences(kind, { ...row, mute: null }, rules, ask.at));
    const through = rules.breakthroughs.filter(
      ({ condition: one }) =>
        (one.when === "label" && row.labels.includes(one.label) && !(one.direct && row.kind === "group")) ||
        (one.when === "chat" && one.chat === row.chat_id),
    );
    return {
      fields: rules.chat,
      outcome: decide(ask, { ...row, mute: null }, { ...rules, quiet: null, schedules: [] }).outcome,
      mention: row.kind === "group" ? this.#mention(ask, row) : null,
      through: through.map(({ breakthrough_id }) => breakthrough_id),
      silent: silent === null ? null : { schedule: scheduleOf(silent.rule), until: silent.until },
    };
  }

  #mention(ask: Simulate, row: ChatRow): Outcome {
    const mention = { ...ask, kind: "mention" } as const;
    const rules = { ...this.rulesFor(mention, row), quiet: null, schedules: [] };
    return decide(mention, { ...row, mute: null }, rules).outcome;
  }

  /** The row of a chat. */
  rowOf(chat: ChatId | null): ChatRow | null {
    return this.#around.chats.find(({ row }) => row.chat_id === chat)?.row ?? null;
  }

  /** The rules that a question meets. */
  rulesFor({ kind, contact }: Simulate, row: ChatRow | null): Rules {
    const { app, groups, group_kinds, quiet, schedules: all, breakthroughs: exceptions, manner, levels } = this.rules;
    const groupKind = row === null ? null : this.#around.groupKind(row.chat_id);
    const own = (level: Level) => this.own.find((one) => sameLevel(one.level, level))?.fields ?? UNSET;
    const person = contact ?? row?.contact_id ?? null;
    return {
      app,
      groups,
      groupKind,
      groupKindFields: group_kinds.find((one) => one.kind === groupKind)?.fields ?? UNSET,
      kind: this.rules.kinds.find((one) => one.kind === kind)?.fields ?? UNSET,
      account: levels.find(({ level }) => level.level === "account" && level.id === row?.account_id)?.fields ?? UNSET,
      labels: levels.flatMap(({ level, fields }) => (level.level === "label" ? [{ label: level.id, fields }] : [])),
      chat: row === null ? UNSET : own({ level: "chat", id: row.chat_id }),
      contact: person === null ? UNSET : own({ level: "contact", id: person }),
      quiet,
      schedules: all,
      breakthroughs: exceptions,
      presenter: manner.presenter,
    };
  }

  #verdict(ask: Simulate, row: ChatRow | null) {
    return decide(ask, row, this.rulesFor(ask, row));
  }

  /** Keeps what a level sets. */
  save({ level, fields }: LevelFields): void {
    const { rules } = this;
    const empty = isUnset(fields);
    if (level.level === "app") rules.app = fields;
    else if (level.level === "groups") rules.groups = fields;
    else if (level.level === "group_kind")
      rules.group_kinds = rules.group_kinds.map((row) => (row.kind === level.id ? { ...row, fields } : row));
    else if (level.level === "kind")
      rules.kinds = rules.kinds.map((row) => (row.kind === level.id ? { ...row, fields } : row));
    else if (level.level === "account" || level.level === "label") {
      const others = rules.levels.filter((one) => !sameLevel(one.level, level));
      rules.levels = empty ? others : [...others, { level, fields }];
    } else {
      const before = this.own.find((one) => sameLevel(one.level, level));
      const others = this.own.filter((one) => one !== before);
      this.own = empty ? others : [...others, { level, name: before?.name ?? null, fields }];
    }
    rules.kinds = rules.kinds.map((row) => ({
      ...row,
      outcome: laid(laid(builtIn(row.kind), rules.app), row.fields),
    }));
    rules.group_kinds = rules.group_kinds.map((row) => {
      const of = (kind: AlertKind) => {
        const own = rules.kinds.find((one) => one.kind === kind)?.fields ?? UNSET;
        const before = laid(laid(builtIn(kind), groupDefault(row.kind, kind)), rules.app);
        return laid(laid(laid(before, own), rules.groups), row.fields);
      };
      return { ...row, message: of("group_message"), mention: of("mention") };
    });
  }

  /** Chats and people with settings of their own, by name. */
  exceptions(): ExceptionRow[] {
    const muted = this.#around.chats.filter(({ row }) => row.mute !== null).map(({ row }) => row.chat_id);
    const bare = muted.filter((chat) => !this.own.some(({ level }) => sameLevel(level, { level: "chat", id: chat })));
    const all = [
      ...this.own,
      ...bare.map((chat) => ({ level: { level: "chat" as const, id: chat }, name: null, fields: UNSET })),
    ];
    return all
      .map(({ level, name, fields }) => {
        const row = level.level === "chat" ? this.rowOf(level.id) : this.#byContact(level);
        return {
          level,
          chat: level.level === "chat" ? level.id : (row?.chat_id ?? null),
          name: name ?? row?.title ?? row?.phone_masked ?? "",
          group: row?.kind === "group",
          fields,
          mute: level.level === "chat" ? (row?.mute ?? null) : null,
        };
      })
      .toSorted((one, other) => one.name.localeCompare(other.name));
  }

  #byContact(level: Level): ChatRow | null {
    if (level.level !== "contact") return null;
    return this.#around.chats.find(({ row }) => row.contact_id === level.id)?.row ?? null;
  }

  /** The rules as they are told. */
  rulesNow(): NotificationRules {
    const silent = quietest(silences("message", null, this.rules, this.#around.now()));
    return {
      ...this.rules,
      exceptions: this.exceptions().length,
      silent: silent === null ? null : { schedule: scheduleOf(silent.rule), until: silent.until },
    };
  }

  /** Ends a silence: what waits stands in the digest. */
  endSilence(): void {
    this.digest = digestOf(this.#around.chats, this.#around.now());
  }
}

const MANNER: Manner = {
  words: ["Mira", "Мира"],
  presenter: false,
  badge: "all",
  skip_muted: false,
  again_after: null,
  again_louder: false,
  no_attention: false,
};

const ASK: Simulate = {
  kind: "message",
  chat: null,
  contact: null,
  text: "",
  at: 0,
  looking: false,
  focus: false,
};

function scheduleOf(rule: ReturnType<typeof silences>[number]["rule"]): number | null {
  return rule.rule === "schedule" ? rule.schedule : null;
}
