import { describe, expect, test } from "vitest";
import type { GroupHappened, Message, TimelineItem } from "@/host/contract.ts";
import { HOUR, MINUTE } from "../time.ts";
import { entriesOf, firstUnreadOf, isShifted, messageBeside } from "./entries.ts";

const NOON = new Date(2026, 10, 19, 12).getTime();
const OPEN = { state: "open", closes: NOON + 24 * HOUR } as const;

function message(id: number, at: number, part: Partial<Message> = {}): TimelineItem {
  return {
    item: "message",
    message_id: id,
    chat_id: 1,
    ours: false,
    at,
    sender: { contact_id: 7, name: "Анна Корнеева" },
    content: { kind: "text", body: `${id}` },
    file: null,
    quote: null,
    reactions: [],
    status: part.ours === true ? "read" : null,
    status_at: null,
    reason: null,
    receipts: null,
    edited: false,
    revoked: false,
    forwarded: false,
    referral: null,
    attempts: 0,
    can_settle: false,
    ...part,
  };
}

const happened = (line: number, at: number, what: GroupHappened): TimelineItem => ({
  item: "line",
  line,
  chat_id: 1,
  subject: "Tea Club · Almaty",
  at,
  happened: what,
  contact_id: line,
  name: `person ${line}`,
  operator: null,
  words: null,
});

const ours = (id: number, at: number, part: Partial<Message> = {}) =>
  message(id, at, { ours: true, sender: { contact_id: null, name: "Mira Halonen" }, ...part });
const lay = (items: readonly TimelineItem[], part = {}) =>
  entriesOf(items, { firstUnread: null, window: OPEN, complete: true, ...part });
const kinds = (items: readonly TimelineItem[], part = {}) => lay(items, part).map(({ entry }) => entry);

describe("what happened in a group", () => {
  test("stands between the messages and begins a new series", () => {
    const entries = lay([message(1, NOON), happened(5, NOON + 1, "left"), message(2, NOON + 2)]);
    expect(entries.map(({ entry }) => entry)).toEqual(["day", "message", "lines", "message", "end"]);
    expect(entries[3]).toMatchObject({ first: true });
  });

  test("is one line where one comparison found it, and two where two did", () => {
    const gone = [1, 2, 3].map((line) => happened(line, NOON, "found_gone"));
    const later = happened(4, NOON + MINUTE, "found_gone");
    const lines = lay([...gone, happened(9, NOON, "found_in"), later]).flatMap((entry) =>
      entry.entry === "lines" ? [entry.lines.map(({ line }) => line)] : [],
    );
    expect(lines).toEqual([[1, 2, 3], [9], [4]]);
  });

  test("is told one by one where nobody compared", () => {
    expect(kinds([happened(1, NOON, "left"), happened(2, NOON, "left")])).toEqual(["day", "lines", "lines", "end"]);
  });
});

describe("a conversation", () => {
  test("has a line for each day", () => {
    expect(kinds([message(1, NOON - 24 * HOUR), message(2, NOON), message(3, NOON + MINUTE)])).toEqual([
      "day",
      "message",
      "day",
      "message",
      "message",
      "end",
    ]);
  });

  test("joins what one person writes within ten minutes into a series", () => {
    const entries = lay([message(1, NOON), message(2, NOON + MINUTE), message(3, NOON + 30 * MINUTE)]);
    const corners = entries.flatMap((entry) => (entry.entry === "message" ? [[entry.first, entry.last]] : []));
    expect(corners).toEqual([
      [true, false],
      [false, true],
      [true, true],
    ]);
  });

  test("begins a new series with another person of a group", () => {
    const erzhan = { contact_id: 8, name: "Ержан Бекенов" };
    const entries = lay([message(1, NOON), message(2, NOON + MINUTE, { sender: erzhan })]);
    expect(entries.flatMap((entry) => (entry.entry === "message" ? [entry.first] : []))).toEqual([true, true]);
  });

  test("shows a receipt under our last message only", () => {
    expect(kinds([ours(1, NOON), ours(2, NOON + MINUTE), message(3, NOON + 2 * MINUTE)])).toEqual([
      "day",
      "message",
      "message",
      "receipt",
      "message",
      "end",
    ]);
  });

  test("shows what went wrong wherever it stands", () => {
    const failed = ours(1, NOON, { status: "failed" });
    const unknown = ours(2, NOON + MINUTE, { status: "unknown" });
    const receipts = lay([failed, unknown, ours(3, NOON + 2 * MINUTE)]).flatMap((entry) =>
      entry.entry === "receipt" ? [entry.message.message_id] : [],
    );
    expect(receipts).toEqual([1, 2, 3]);
  });

  test("says where the window closed, between the messages or at the end", () => {
    const closed = { state: "closed", closed: NOON } as const;
    const before = message(1, NOON - HOUR);
    expect(kinds([before, ours(2, NOON + HOUR)], { window: closed })).toEqual([
      "day",
      "message",
      "closed",
      "message",
      "receipt",
      "end",
    ]);
    expect(kinds([before], { window: closed })).toEqual(["day", "message", "closed", "end"]);
    expect(kinds([before], { window: closed, complete: false })).not.toContain("closed");
  });

  test("draws the hairline before the first unread message, which begins a series", () => {
    const entries = lay([message(1, NOON), message(2, NOON + MINUTE)], { firstUnread: 2 });
    expect(entries.map(({ entry }) => entry)).toEqual(["day", "message", "new", "message", "end"]);
    expect(entries[3]).toMatchObject({ first: true });
  });

  test("keeps keys apart", () => {
    const entries = lay([message(1, NOON), ours(2, NOON), ours(3, NOON, { status: "failed" })]);
    expect(new Set(entries.map(({ key }) => key)).size).toBe(entries.length);
  });
});

describe("what was unread", () => {
  const WHOLE = { beginning: true, end: true };
  const END = { beginning: false, end: true };
  const items = [message(1, NOON), ours(2, NOON), message(3, NOON), message(4, NOON)];
  test("begins after the newest message that was read, at one of theirs", () => {
    expect(firstUnreadOf(items, 1, 2, WHOLE)).toBe(3);
  });
  test("is counted from the end where the place is not known", () => {
    expect(firstUnreadOf(items, null, 1, END)).toBe(4);
    expect(firstUnreadOf(items, 99, 2, END)).toBe(3);
  });
  test("is everything, or not known, where more was unread than is here", () => {
    expect(firstUnreadOf(items, 99, 50, WHOLE)).toBe(1);
    expect(firstUnreadOf(items, 99, 50, END)).toBeNull();
  });
  test("is not counted from an end that is not here", () => {
    expect(firstUnreadOf(items, 99, 2, { beginning: false, end: false })).toBeNull();
  });
  test("leaves out what the system says", () => {
    const system = message(5, NOON, { content: { kind: "system", event: "group_update", body: null } });
    expect(firstUnreadOf([...items, system], null, 1, END)).toBe(4);
  });
  test("is nothing when nothing was", () => {
    expect(firstUnreadOf(items, 1, 0, WHOLE)).toBeNull();
  });
});

describe("older lines", () => {
  const newer = [message(5, NOON), message(6, NOON)];
  test("put before keep the eye in place", () => {
    expect(isShifted(lay(newer), lay([message(4, NOON - HOUR), ...newer]))).toBe(true);
  });
  test("let go at the far end keep it, too", () => {
    const older = [message(4, NOON - HOUR), ...newer];
    expect(isShifted(lay(older), lay(newer))).toBe(true);
    expect(isShifted(lay(older), lay(older.slice(0, 2)))).toBe(false);
  });
  test("are told from newer ones and from changes", () => {
    expect(isShifted(lay(newer), lay([...newer, message(7, NOON)]))).toBe(false);
    expect(isShifted(lay(newer), lay(newer))).toBe(false);
    expect(isShifted([], lay(newer))).toBe(false);
  });
});

test("the arrows walk from the newest message up and down", () => {
  const entries = lay([message(1, NOON), ours(2, NOON), message(3, NOON)]);
  expect(messageBeside(entries, null, -1)).toBe(3);
  expect(messageBeside(entries, 3, -1)).toBe(2);
  expect(messageBeside(entries, 1, -1)).toBeNull();
  expect(messageBeside(entries, 3, 1)).toBeNull();
});
