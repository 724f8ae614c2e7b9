import { describe, expect, test } from "vitest";

import { applied, inOrder, stays } from "./chat-change";
import type { ChatFilter, ChatRow } from "./contract";
import { FakeTown } from "./fake/town";

const [first, second, third] = new FakeTown(() => 1_800_000_000_000).answers
  .chats({ filter: { filter: "all" }, limit: 9 })
  .rows.map((row, index): ChatRow => ({
    ...row,
    section: "waiting",
    conversation: { conversation: "open" },
    waiting_since: 1000,
    last: row.last === null ? null : { ...row.last, at: 9000 - index },
  })) as [ChatRow, ChatRow, ChatRow];

describe("a chat that is marked done", () => {
  test.each(["all", "unread", "mine", "groups", "snoozed"] as const)("leaves the list «%s»", (filter) => {
    expect(stays(applied(first, { change: "done" }), { filter }, "Mira Halonen")).toBe(false);
  });

  test("is found under the finished ones", () => {
    expect(stays(applied(first, { change: "done" }), { filter: "done" }, "Mira Halonen")).toBe(true);
  });
});

describe("a chat that is pinned", () => {
  const everything: ChatFilter = { filter: "all" };

  test("stands first at once, and unpinned goes back to its place among those that wait", () => {
    const pinned = inOrder([first, second, applied(third, { change: "pinned", pinned: true })], everything);
    expect(pinned.map((row) => row.chat_id)).toEqual([third.chat_id, first.chat_id, second.chat_id]);
    const unpinned = inOrder([applied(third, { change: "pinned", pinned: false }), first, second], everything);
    expect(unpinned.map((row) => row.chat_id)).toEqual([first.chat_id, second.chat_id, third.chat_id]);
  });

  test("parts the waiting from the rest only in the list of everything", () => {
    const answered: ChatRow = { ...first, section: "rest", waiting_since: null };
    expect(inOrder([answered, second], everything).map((row) => row.chat_id)).toEqual([second.chat_id, first.chat_id]);
    expect(inOrder([answered, second], { filter: "groups" }).map((row) => row.chat_id)).toEqual([
      first.chat_id,
      second.chat_id,
    ]);
  });
});
