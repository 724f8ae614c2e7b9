import type { ChatRow, Hit, SearchResults, Timestamp } from "../../host/contract";
import type { Action } from "../../keys/actions";
import { match, type Match } from "./match";
import { parseTime } from "../../app/time";

/** One line of the palette. */
export type Item =
  | { kind: "action"; id: string; action: Action; at: Timestamp | null }
  | { kind: "chat"; id: string; row: ChatRow }
  | { kind: "message"; id: string; hit: Hit };

/** Groups of lines, in the order shown. */
export type GroupName = "chat" | "rules" | "app" | "page" | "chats" | "messages";

/** What the palette shows. */
export interface Results {
  groups: { name: GroupName; items: Item[] }[];
  /** The query as it was read, where that differs from what was typed. */
  readAs: string | null;
}

/** What the palette knows when a letter is typed. */
export interface Asked {
  query: string;
  actions: readonly Action[];
  /** Whether the open chat's actions come first; without it they are left out. */
  inContext: boolean;
  /** An action's name in the language in force, then in the others, then further words. */
  names: (action: Action) => string[];
  found: SearchResults | undefined;
  /** Chats for a query that is still empty. */
  recent: readonly ChatRow[];
  now: Timestamp;
}

const MOST: Readonly<Record<GroupName, number>> = { chat: 7, rules: 4, app: 6, page: 4, chats: 6, messages: 6 };

/** The kinds of results behind the first letter of a query. */
export const PREFIXES = { ">": "actions", "@": "people", "#": "groups", '"': "messages" } as const;

/** Takes a prefix off a query. */
export function splitPrefix(query: string): { only: (typeof PREFIXES)[keyof typeof PREFIXES] | null; words: string } {
  const first = query.charAt(0);
  if (!(first in PREFIXES)) return { only: null, words: query };
  return { only: PREFIXES[first as keyof typeof PREFIXES], words: query.slice(1).trimStart() };
}

/** What to show for a query: actions of the chat, rules, actions of the application, places, chats, messages. */
export function resultsFor(asked: Asked): Results {
  const { only, words } = splitPrefix(asked.query);
  const wantsActions = only === null || only === "actions";
  const actions = wantsActions ? matchActions(asked, words) : { items: [], readAs: null };
  const chats = only === "actions" || only === "messages" ? [] : chatItems(asked, words, only);
  const messages = only === null || only === "messages" ? messageItems(asked, words) : [];
  const ofGroup = (name: Action["group"]) =>
    actions.items.filter((item) => item.kind === "action" && item.action.group === name);
  const groups = [
    { name: "chat" as const, items: asked.inContext ? ofGroup("chat") : [] },
    { name: "rules" as const, items: ofGroup("rules") },
    { name: "app" as const, items: ofGroup("app") },
    { name: "page" as const, items: ofGroup("page") },
    { name: "chats" as const, items: chats },
    { name: "messages" as const, items: messages },
  ];
  return {
    groups: groups
      .map(({ name, items }) => ({ name, items: only === null ? items.slice(0, MOST[name]) : items }))
      .filter(({ items }) => items.length > 0),
    readAs: actions.readAs ?? (words === "" ? null : (asked.found?.read_as ?? null)),
  };
}

function matchActions({ actions, names, now }: Asked, words: string): { items: Item[]; readAs: string | null } {
  const possible = actions.filter((action) => action.enabled !== false && action.keyOnly !== true);
  if (words.trim() === "") return { items: possible.map((action) => itemOf(action, null)), readAs: null };
  const timed = splitTime(words, now);
  const found = possible.flatMap((action): (Match & { action: Action; at: Timestamp | null })[] => {
    const whole = match(words, names(action));
    if (whole !== null) return [{ action, at: null, ...whole }];
    if (timed === null || action.runAt === undefined) return [];
    const head = match(timed.head, names(action));
    return head === null ? [] : [{ action, at: timed.at, ...head }];
  });
  found.sort((a, b) => a.score - b.score);
  const straight = found.some(({ readAs }) => readAs === null);
  const kept = straight ? found.filter(({ readAs }) => readAs === null) : found;
  return { items: kept.map(({ action, at }) => itemOf(action, at)), readAs: kept[0]?.readAs ?? null };
}

function itemOf(action: Action, at: Timestamp | null): Item {
  return { kind: "action", id: `action:${action.id}`, action, at };
}

/** Splits «snooze fri 18:00» into what to do and when; the longest time wins. */
export function splitTime(words: string, now: Timestamp): { head: string; at: Timestamp } | null {
  const parts = words.trim().split(/\s+/);
  for (let cut = 1; cut < parts.length; cut++) {
    const at = parseTime(parts.slice(cut).join(" "), now);
    if (at !== null) return { head: parts.slice(0, cut).join(" "), at };
  }
  return null;
}

function chatItems({ found, recent }: Asked, words: string, only: string | null): Item[] {
  const rows = words.trim() === "" ? recent : (found?.chats ?? []);
  return rows
    .filter((row) => only === null || (only === "groups") === (row.kind === "group"))
    .map((row) => ({ kind: "chat", id: `chat:${row.chat_id}`, row }));
}

function messageItems({ found }: Asked, words: string): Item[] {
  if (words.trim() === "") return [];
  return (found?.messages ?? []).map((hit) => ({ kind: "message", id: `message:${hit.message_id}`, hit }));
}
