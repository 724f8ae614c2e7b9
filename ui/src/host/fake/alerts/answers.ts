import { HostError } from "../../host";
import type { Answers } from "../fake";
import type { Around, FakeAlerts } from "./alerts";
import { OFF } from "./history";
import { added } from "./sounds";
import { decide, quietest, silences } from "./verdict";

type AlertCommand = Extract<
  keyof Answers,
  `notification_${string}` | `schedule_${string}` | `breakthrough_${string}` | `alert_${string}` | `digest${string}`
>;
type SoundCommand = "sounds" | "sound_add" | "sound_delete" | "sound_preview" | "sound_device_set";

/** Answers to everything about alerts. */
export type AlertAnswers = Pick<Answers, AlertCommand | SoundCommand | "chat_mute" | "quiet_set">;

/** The commands about alerts. */
export function answersOf(alerts: FakeAlerts, around: Around): AlertAnswers {
  const changed = (): Record<symbol, never> => {
    around.changed("notifications");
    return {};
  };
  let nextId = 700;
  return {
    notification_rules: () => alerts.rulesNow(),
    notification_exceptions: ({ offset, limit }) => {
      const all = alerts.exceptions();
      return { rows: all.slice(offset, offset + limit), total: all.length };
    },
    notification_level_save: (request) => {
      alerts.save(request);
      if (request.level.level === "chat") around.changed("chats", [request.level.id]);
      return changed();
    },
    notification_manner_save: (manner) => {
      alerts.rules.manner = manner;
      alerts.health.badge = manner.badge;
      return changed();
    },
    chat_mute: ({ chat_id, mute }) => {
      const chat = around.chats.find(({ row }) => row.chat_id === chat_id);
      if (chat === undefined) throw new HostError({ code: "not_found", retry: { retry: "never" } });
      chat.row = { ...chat.row, mute };
      around.changed("chats", [chat_id]);
      return changed();
    },
    quiet_set: ({ quiet }) => {
      if (quiet === null && alerts.rules.quiet !== null) alerts.endSilence();
      alerts.rules.quiet = quiet;
      return changed();
    },
    schedule_save: ({ new: fresh, schedule }) => {
      const { rules } = alerts;
      rules.schedules = fresh
        ? [...rules.schedules, { ...schedule, schedule_id: nextId++ }]
        : rules.schedules.map((one) => (one.schedule_id === schedule.schedule_id ? schedule : one));
      return changed();
    },
    schedule_delete: ({ schedule_id }) => {
      alerts.rules.schedules = alerts.rules.schedules.filter((one) => one.schedule_id !== schedule_id);
      return changed();
    },
    breakthrough_save: ({ new: fresh, breakthrough }) => {
      const { rules } = alerts;
      rules.breakthroughs = fresh
        ? [...rules.breakthroughs, { ...breakthrough, breakthrough_id: nextId++ }]
        : rules.breakthroughs.map((one) => (one.breakthrough_id === breakthrough.breakthrough_id ? breakthrough : one));
      return changed();
    },
    breakthrough_delete: ({ breakthrough_id }) => {
      alerts.rules.breakthroughs = alerts.rules.breakthroughs.filter((one) => one.breakthrough_id !== breakthrough_id);
      return changed();
    },
    breakthrough_order: ({ order }) => {
      const place = ({ breakthrough_id }: { breakthrough_id: number }) => order.indexOf(breakthrough_id);
      alerts.rules.breakthroughs = alerts.rules.breakthroughs.toSorted((one, other) => place(one) - place(other));
      return changed();
    },
    notification_history: ({ chat, message, before, limit }) => {
      const asked = alerts.decisions.filter(
        (one) =>
          (chat === null || one.chat === chat) &&
          (message === null || one.message === message) &&
          (before === null || one.notification_id < before),
      );
      return { decisions: asked.slice(0, limit), more: asked.length > limit, off: OFF };
    },
    notification_simulate: (ask) => {
      const row = alerts.rowOf(ask.chat);
      const rules = alerts.rulesFor(ask, row);
      const verdict = decide(ask, row, rules);
      const rangThrough = verdict.trace.some(({ rule }) => rule.rule === "rings_through");
      const silent = quietest(silences(ask.kind, row, rules, ask.at));
      return {
        verdict,
        otherwise: rangThrough ? decide(ask, row, rules, false) : null,
        digest_at: silent === null || rangThrough ? null : silent.until,
      };
    },
    digest: () => alerts.digest,
    digest_seen: () => {
      alerts.digest = { chats: [], ended: null };
      return changed();
    },
    sounds: () => alerts.sounds,
    sound_add: (request) => {
      // What a PDF begins with: a file that holds no sound.
      if (request.base64.startsWith("JVBER"))
        throw new HostError({ code: "content", retry: { retry: "never" }, content: { problem: "wrong_type" } });
      const file = added(request, `sound-${nextId++}`);
      alerts.sounds = { ...alerts.sounds, files: [...alerts.sounds.files, file] };
      changed();
      return file;
    },
    sound_delete: ({ file }) => {
      alerts.sounds = { ...alerts.sounds, files: alerts.sounds.files.filter((one) => one.file !== file) };
      return changed();
    },
    sound_preview: () => ({}),
    sound_device_set: ({ device }) => {
      alerts.sounds = { ...alerts.sounds, device };
      return changed();
    },
    alert_health: () => alerts.health,
    alert_try: ({ what }) => ({ confirmed: alerts.tries[what] }),
  };
}
