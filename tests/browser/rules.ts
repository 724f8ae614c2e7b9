// The rules that the drawings of the notifications show: three schedules, four exceptions, chats with settings of their own.

import { type Stage, until } from "./stage.ts";

const EVERYTHING = { sound: true, banner: true, badge: true };

/** A window of a schedule: days from Monday, 1, and hours. */
export interface Hours {
  days: readonly number[];
  from: number;
  to: number;
}

/** Makes a quiet schedule for everything; its key. */
export async function schedule(
  stage: Stage,
  name: string,
  hours: readonly Hours[],
  quiet = "badge_only",
): Promise<number> {
  const windows = hours.map(({ days, from, to }) => ({ days, from: Math.round(from * 60), to: Math.round(to * 60) }));
  const made = { schedule_id: 0, name, on: true, scope: { scope: "app" }, windows, zone: null, except: [], quiet };
  await stage.command("schedule_save", { new: true, schedule: made });
  return until(`the schedule ${name}`, async () => {
    const { schedules } = (await stage.command("notification_rules")) as {
      schedules: { schedule_id: number; name: string }[];
    };
    return schedules.find((one) => one.name === name)?.schedule_id;
  });
}

/** A schedule that holds now and for so many minutes more, by the town's clock. */
export async function quietFor(stage: Stage, name: string, minutes: number): Promise<number> {
  const { now } = (await stage.command("workspace")) as { now: number };
  const from = Math.floor(now / 60_000) % 1440;
  const hours = { days: [1, 2, 3, 4, 5, 6, 7], from: from / 60, to: ((from + minutes) % 1440) / 60 };
  return schedule(stage, name, [hours]);
}

/** A silence of ten minutes in which somebody writes, and the minute after it. */
export async function heldBack(stage: Stage, person: string, words: string): Promise<void> {
  await quietFor(stage, "Stocktaking", 10);
  await stage.says(person, words);
  await decided(stage, words);
  await stage.clock({ advance_ms: 11 * 60_000 });
  await until("a list of what was held back", async () => {
    const { ended } = await stage.command("digest");
    return ended === null ? undefined : true;
  });
}

/** Waits until it was decided whether a message alerts. */
export async function decided(stage: Stage, words: string): Promise<void> {
  await until(`a decision about "${words}"`, async () => {
    const asked = { chat: null, message: null, before: null, limit: 100 };
    const { decisions } = (await stage.command("notification_history", asked)) as { decisions: { words: string }[] };
    return decisions.some((one) => one.words.includes(words)) || undefined;
  });
}

/** Lets something ring through silence. */
export async function through(stage: Stage, condition: object, more: object = {}): Promise<void> {
  const exception = {
    breakthrough_id: 0,
    condition,
    lets: EVERYTHING,
    volume: null,
    schedule: null,
    muted_too: false,
    once_in: null,
    ...more,
  };
  await stage.command("breakthrough_save", { new: true, breakthrough: exception });
}

/** Makes a label and puts it on chats; its key. */
export async function label(stage: Stage, name: string, chats: readonly number[] = []): Promise<number> {
  await stage.command("label_save", { command_id: `label-${name}`, name, color: 2 });
  const id = await labelled(stage, name);
  for (const chat of chats) {
    const change = { change: "labelled", label: id, on: true };
    await stage.command("chat_update", { command_id: `label-${name}-${chat}`, chat_id: chat, change });
  }
  return id;
}

/** The key of a label. */
export async function labelled(stage: Stage, name: string): Promise<number> {
  return until(`the label ${name}`, async () => {
    const labels = (await stage.command("labels")) as unknown as { label_id: number; name: string }[];
    return labels.find((one) => one.name === name)?.label_id;
  });
}

/** What a level sets; everything else follows the wider ones. */
export async function sets(stage: Stage, level: object, fields: object): Promise<void> {
  await stage.command("notification_level_save", { level, fields });
}

/** Everything that the drawings show, in a town whose chats and label VIP are there. */
export async function drawnRules(stage: Stage): Promise<void> {
  const vip = await labelled(stage, "VIP");
  const night = await schedule(stage, "Night", [
    { days: [7, 1, 2, 3, 4], from: 22, to: 8 },
    { days: [5, 6], from: 22, to: 9 },
  ]);
  await schedule(stage, "Weekend", [{ days: [6, 7], from: 9, to: 22 }]);
  await schedule(stage, "Lunch", [{ days: [1, 2, 3, 4, 5], from: 13, to: 14 }]);
  await through(stage, { when: "label", label: vip, direct: true }, { volume: 60, schedule: night });
  await through(stage, { when: "kind", kind: "mention" }, { lets: { ...EVERYTHING, sound: false } });
  await through(stage, { when: "words", phrases: ["срочно", "urgent", "авария"] });
  await through(stage, { when: "repeated", count: 3, minutes: 5 }, { once_in: 60 });
  await sets(stage, { level: "label", id: vip }, { sound: { from: "own", sound: "kettle" } });
  await ownRules(stage);
}

/** Six chats that ring in their own way or do not ring. */
async function ownRules(stage: Stage): Promise<void> {
  const chat = async (name: string) => ({ level: "chat", id: await stage.chat(name) });
  await sets(stage, await chat("Tea Club · Almaty"), { sound: { from: "silent" }, banner: false });
  await sets(stage, await chat("Wholesale support"), { sound: { from: "own", sound: "knock" } });
  await sets(stage, await chat("Lena Fischer"), { sound: { from: "own", sound: "bell" }, volume: 60 });
  await sets(stage, await chat("Priya Nair"), { preview: "sender" });
  await sets(stage, await chat("Tomás Ribeiro"), { importance: "time_sensitive" });
  const suppliers = await stage.chat("Поставщики · Юг");
  await stage.command("chat_mute", { chat_id: suppliers, mute: { until: null, keep_mentions: true } });
}
