import type { Connection } from "../contract";
import { UNSET } from "../notification-change";
import { FakeTown } from "./town";

const TROUBLES: readonly Connection[] = ["offline", "credentials", "slow_down", "connecting", "not_set_up"];

/**
 * A made-up town as an address asks for it: `?health=offline` for a trouble, `?empty` for nobody in it, `?exceptions=5000`
 * for that many people with settings of their own, `?alerts=none` for a system that can show and play nothing, `?digest`
 * for a silence that has just ended, `?unread=500` for that many unread messages in the first chat.
 */
export function townOf(search: string): FakeTown {
  const asked = new URLSearchParams(search);
  const town = new FakeTown();
  const connection = TROUBLES.find((trouble) => trouble === asked.get("health"));
  if (connection !== undefined) {
    const since = town.now() - 42 * 60_000;
    town.health = { ...town.health, connection, since, waiting: 2, resumes: town.now() + 42_000 };
  }
  if (asked.has("empty")) {
    town.chats.length = 0;
    town.alerts.decisions = [];
    town.alerts.own = [];
  }
  unreadOf(Number(asked.get("unread") ?? 0), town);
  alertsOf(asked, town);
  return town;
}

function unreadOf(count: number, town: FakeTown): void {
  const [chat] = town.chats;
  const like = chat?.items.findLast((item) => item.item === "message" && !item.ours);
  if (chat === undefined || like?.item !== "message" || count === 0) return;
  const last = chat.items.findLast((item) => item.item === "message");
  chat.detail.read_up_to = last?.item === "message" ? last.message_id : null;
  chat.row = { ...chat.row, unread: count };
  for (let at = 1; at <= count; at++)
    chat.items.push({
      ...like,
      message_id: 50_000 + at,
      quote: null,
      content: { kind: "text", body: `${at}. https://example.com/${at}` },
      at: town.now() - (count - at) * 1000,
    });
}

function alertsOf(asked: URLSearchParams, town: FakeTown): void {
  const { alerts } = town;
  for (let count = 1; count <= Number(asked.get("exceptions") ?? 0); count++)
    alerts.own.push({
      level: { level: "contact", id: 100_000 + count },
      name: `Contact ${String(count).padStart(4, "0")}`,
      fields: { ...UNSET, sound: { from: "own", sound: "bell" }, ...(count % 3 === 0 ? { banner: false } : {}) },
    });
  if (asked.get("alerts") === "none") {
    alerts.health = { ...alerts.health, ...NOTHING_WORKS };
    alerts.tries = { banner: false, sound: false, action: false };
    alerts.sounds.devices = [];
  }
  if (asked.has("digest")) alerts.endSilence();
}

const NOTHING_WORKS = {
  banner: "absent",
  actions: "absent",
  reply: "absent",
  sound: "absent",
  tray: "absent",
  focus: null,
  program: null,
} as const;
