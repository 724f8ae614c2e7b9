import type { Connection, GroupFault, LedgerLine, Source, Timestamp } from "../contract";
import { UNSET } from "../notification-change";
import { FakeTown } from "./town";

const DAY = 86_400_000;
const TROUBLES: readonly Connection[] = ["offline", "credentials", "slow_down", "connecting", "not_set_up"];

/**
 * A made-up town as an address asks for it: `?health=offline` for a trouble, `?empty` for nobody in it, `?exceptions=5000`
 * for that many people with settings of their own, `?alerts=none` for a system that can show and play nothing, `?digest`
 * for a silence that has just ended, `?unread=500` for that many unread messages in the first chat, `?ledger=5000` for that
 * many entries of consents, `?hint` for a message that may mean "stop", `?broken` for a ledger that does not hold, `?report`
 * for a month with withdrawals and consents that are old, `?groups=10000` for that many groups more, `?seats=1024` for groups
 * of that size, `?requests=300` for that many people more who ask to enter, `?may=no` for a number that may not have groups, `?troubles` for things that WhatsApp did not do, `?hub` for a
 * console of a hub with something that waits for it, with it `&line=credentials` for a trouble of the hub's own connection and
 * `&fault=restored` for a hub that is not the one that was copied, `?first` for the first run.
 */
export function townOf(search: string): FakeTown {
  const asked = new URLSearchParams(search);
  const town = new FakeTown();
  const connection = TROUBLES.find((trouble) => trouble === asked.get("health"));
  const line = TROUBLES.find((trouble) => trouble === asked.get("line"));
  if (line !== undefined) {
    const now = town.now();
    town.health = { ...town.health, hub_line: { connection: line, since: now - 42 * 60_000, resumes: now + 42_000 } };
  }
  const fault = (["restored", "another", "version"] as const).find((known) => known === asked.get("fault"));
  if (fault !== undefined) town.health = { ...town.health, connection: "offline", hub_fault: fault };
  if (connection !== undefined) {
    const since = town.now() - 42 * 60_000;
    town.health = { ...town.health, connection, since, waiting: 2, resumes: town.now() + 42_000 };
  }
  if (asked.has("empty")) {
    town.chats.length = 0;
    town.alerts.decisions = [];
    town.alerts.own = [];
    town.groups.groups = [];
  }
  if (asked.has("first")) town.connection.firstRun = "choose";
  if (asked.has("hub")) hubOf(town);
  groupsOf(asked, town);
  unreadOf(Number(asked.get("unread") ?? 0), town);
  alertsOf(asked, town);
  consentOf(asked, town);
  return town;
}

function hubOf(town: FakeTown): void {
  const at = town.now() - 60_000;
  const about = { chat_id: 1, chat: "Анна Корнеева", note: null, at };
  const content = { kind: "text" as const, body: "Да, завтра в десять" };
  town.connection.hub = { name: "Noor Haddad", address: "hub.polartea.example:8443" };
  town.connection.forHub = [
    { ...about, command: "a", name: "message_send", content, refusal: null },
    {
      ...about,
      command: "b",
      name: "label_save",
      chat: null,
      chat_id: null,
      content: null,
      refusal: { code: "label_kept", retry: { retry: "never" } },
    },
  ];
}

function groupsOf(asked: URLSearchParams, { groups, now }: FakeTown): void {
  const seats = Number(asked.get("seats") ?? 8);
  groups.numbers = groups.numbers.map((one) => ({ ...one, seats, may: asked.get("may") !== "no" }));
  for (const group of groups.groups) {
    group.row = { ...group.row, seats };
    const more = seats > 8 ? Math.floor(seats * 0.8) : 0;
    for (let count = 1; count <= more; count++) {
      const name = `Participant ${count}`;
      group.people.push({ contact_id: 70_000 + count, name, phone_masked: null, joined: now(), chat_id: null });
    }
  }
  if (asked.has("troubles")) troubleGroups(groups);
  asksOf(Number(asked.get("requests") ?? 0), groups, now());
  const [like] = groups.groups;
  const many = Number(asked.get("groups") ?? 0);
  if (like !== undefined)
    for (let count = 1; count <= many; count++) {
      const row = { ...like.row, chat_id: 60_000 + count, subject: `Group ${count}`, kind: null };
      groups.groups.push({ ...like, row });
    }
}

/** So many people ask to enter, one group after the other. */
function asksOf(count: number, groups: FakeTown["groups"], now: Timestamp): void {
  const consents = [null, "granted", "withdrawn", "confirmed"] as const;
  for (let at = 1; at <= count; at++) {
    const group = groups.groups[at % groups.groups.length];
    const marks = { removed_before: at % 5 === 0, held: at % 7 === 0, consent: consents[at % 4] ?? null };
    if (group !== undefined) groups.asks(group.row.chat_id, `Ждущий ${at}`, { at: now - at * 540_000, ...marks });
  }
}

function troubleGroups(groups: FakeTown["groups"]): void {
  const club = groups.groups.find(({ row }) => row.requests > 0);
  if (club === undefined) return;
  const why = (reason: string, code: number): GroupFault => ({ part: { part: "whole" }, reason: { reason, code } });
  groups.refuses = [{ part: { part: "picture" }, reason: { reason: "picture_small", code: 131_210 } }];
  groups.ask(club, { act: "picture", file: "fake-added" }, () => {});
  groups.holds = true;
  groups.ask(club, { act: "change", subject: "Tea Club", description: null }, () => {});
  groups.holds = false;
  groups.refuses = [why("too_many_groups", 131_211)];
  const create = { act: "create", subject: "Tea Club · Almaty 2", description: "", approval: true } as const;
  groups.ask(null, { ...create, kind: "community", topic: null }, () => {});
  club.found = 3;
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

/** An entry `count` before the first: twenty minutes earlier each. */
function earlier(at: number, count: number) {
  const before = at - count * 1_200_000;
  return { entry: -count, at: before, recorded_at: before };
}

function consentOf(asked: URLSearchParams, { consent, chats, now }: FakeTown): void {
  if (asked.has("empty")) {
    consent.people = [];
    consent.ledger = [];
    consent.retention = [];
  }
  const more = Array.from({ length: Number(asked.get("ledger") ?? 0) }, (_, index) => index + 1);
  for (const like of consent.ledger.slice(-1))
    consent.ledger.push(...more.map((count) => ({ ...like, ...earlier(like.at, count) })));
  if (asked.has("report")) aMonth(consent, now());
  if (asked.has("broken")) {
    consent.broken = 7;
    consent.check(now() - 60_000);
  }
  const hinted = chats.find(({ row }) => row.kind === "direct" && row.unread > 0);
  if (asked.has("hint") && hinted !== undefined)
    consent.hints.set(hinted.row.chat_id, {
      whom: { account_id: "fake", contact_id: hinted.row.contact_id ?? 0 },
      name: hinted.row.title,
      message_id: hinted.row.chat_id * 1000,
      words: "стоп пожалуйста",
    });
}

const CAUSES: readonly Source[] = [
  "keyword",
  "button",
  "keyword",
  "provider",
  "keyword",
  "operator",
  "message",
  "call",
];

/** A month in which people left, some on each day but a few; what was said long ago is two years older. */
function aMonth(consent: FakeTown["consent"], now: Timestamp): void {
  consent.ledger = consent.ledger.map((line) =>
    now - line.at > 200 * DAY ? { ...line, at: line.at - 730 * DAY } : line,
  );
  for (const like of consent.ledger.slice(-1))
    consent.ledger.push(
      ...Array.from({ length: 40 }, (_, count): LedgerLine => ({
        ...like,
        ...earlier(now - ((count * count) % 29) * DAY + 1_200_000 * (count + 1) - 60_000, count + 1),
        contact_id: null,
        state: "withdrawn",
        source: CAUSES[count % CAUSES.length] ?? "keyword",
      })),
    );
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
