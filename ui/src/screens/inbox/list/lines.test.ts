import { describe, expect, test } from "vitest";
import type { ChatRow } from "@/host/contract.ts";
import { HOUR, MINUTE } from "../time.ts";
import { isFailed, listLines, longestWaiting, neighbour, rowStatus } from "./lines.ts";

const NOON = new Date(2026, 10, 19, 12).getTime();

function row(chat: number, title: string, part: Partial<ChatRow> = {}): ChatRow {
  return {
    chat_id: chat,
    account_id: "tea",
    kind: "direct",
    title,
    phone_masked: null,
    contact_id: chat,
    section: "rest",
    last: { at: NOON - chat * MINUTE, words: "Спасибо", kind: "text", ours: false, sender: null, status: null },
    unread: 0,
    mentioned: false,
    marked_unread: false,
    waiting_since: null,
    conversation: { conversation: "open" },
    new: false,
    assignee: null,
    labels: [],
    draft: null,
    participants: null,
    picture: null,
    mute: null,
    ...part,
  };
}

const lastAt = (at: number) => ({ at, words: "", kind: "text", ours: false, sender: null, status: null });
const anna = row(1, "Анна Корнеева", { section: "waiting", waiting_since: NOON - 6 * MINUTE, unread: 2 });
const tomas = row(2, "Tomás Ribeiro", { section: "waiting", waiting_since: NOON - 17 * MINUTE });
const lena = row(3, "Lena Fischer");

describe("the list", () => {
  test("stands under pinned, waiting with its count, and the days of the rest", () => {
    const pinned = row(9, "Ержан Бекенов", { section: "pinned" });
    const yesterday = row(4, "Priya Nair", { last: lastAt(NOON - 20 * HOUR) });
    const monday = row(5, "Ольга Синицына", { last: lastAt(NOON - 3 * 24 * HOUR) });
    const spring = row(6, "Саша", { last: lastAt(NOON - 200 * 24 * HOUR) });
    const lines = listLines([pinned, anna, lena, yesterday, monday, spring], 4, NOON);
    const headings = lines.flatMap((line) => (line.line === "heading" ? [line.heading] : []));
    expect(headings.map(({ heading }) => heading)).toEqual(["pinned", "waiting", "today", "yesterday", "day", "older"]);
    expect(headings[1]).toEqual({ heading: "waiting", count: 4 });
    expect(lines.filter((line) => line.line === "chat")).toHaveLength(6);
  });

  test("names a heading once, and every line has a key of its own", () => {
    const lines = listLines([anna, tomas, lena], 2, NOON);
    expect(lines.map((line) => line.line)).toEqual(["heading", "chat", "chat", "heading", "chat"]);
    expect(new Set(lines.map((line) => line.key)).size).toBe(lines.length);
  });

  test("has no heading twice under the filters, where those that wait stand among the others", () => {
    const read = row(7, "Саша", { last: lastAt(NOON - 2 * MINUTE) });
    const lines = listLines([anna, read, tomas, lena], null, NOON);
    expect(lines.map((line) => line.line)).toEqual(["heading", "chat", "chat", "chat", "chat"]);
  });

  test("gives a heading that is parted by a moved row another key", () => {
    const lines = listLines([anna, lena, tomas], 2, NOON);
    expect(new Set(lines.map((line) => line.key)).size).toBe(lines.length);
  });
});

describe("walking", () => {
  const rows = [anna, tomas, lena];
  test("goes to the row beside and stays at the ends", () => {
    expect(neighbour(rows, 1, 1)).toBe(tomas);
    expect(neighbour(rows, 1, -1)).toBe(anna);
    expect(neighbour(rows, 3, 1)).toBe(lena);
  });

  test("from nothing begins at the first, or upwards at the last", () => {
    expect(neighbour(rows, null, 1)).toBe(anna);
    expect(neighbour(rows, null, -1)).toBe(lena);
    expect(neighbour([], null, 1)).toBeUndefined();
  });

  test("to who waits longest prefers something unread", () => {
    expect(longestWaiting(rows)).toBe(anna);
    expect(longestWaiting(rows, 1)).toBe(tomas);
    expect(longestWaiting([lena])).toBeUndefined();
    const sameSecond = row(8, "Priya Nair", { section: "waiting", waiting_since: anna.waiting_since, unread: 1 });
    expect(longestWaiting([anna, sameSecond])).toBe(sameSecond);
  });
});

describe("a row", () => {
  test("of somebody new says so instead of how long they wait", () => {
    expect(rowStatus({ ...anna, new: true })).toEqual({ status: "new" });
    expect(rowStatus(anna)).toEqual({ status: "waiting", since: NOON - 6 * MINUTE });
    expect(rowStatus(lena)).toBeNull();
  });

  test("that is snoozed says when it comes back, whoever waits there", () => {
    const until = NOON + HOUR;
    expect(rowStatus({ ...anna, conversation: { conversation: "snoozed", until } })).toEqual({
      status: "snoozed",
      until,
    });
  });

  test("is failed only when our own last message was", () => {
    const last = { ...lastAt(NOON), ours: true, status: "failed" as const };
    expect(isFailed({ ...lena, last })).toBe(true);
    expect(isFailed({ ...lena, last: { ...last, status: "delivered" } })).toBe(false);
    expect(isFailed(anna)).toBe(false);
  });
});
