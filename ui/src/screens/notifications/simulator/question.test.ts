import { describe, expect, test } from "vitest";

import type { ChatRow } from "../../../host/contract";
import { FakeTown } from "../../../host/fake/town";
import { begin, happensIn, kindIn } from "./question";

// Thursday, 19 November 2026, 14:02 by the clock on the wall.
const now = new Date(2026, 10, 19, 14, 2).getTime();
const rows: ChatRow[] = new FakeTown(() => now).chats.map(({ row }) => row);

describe("the question to begin with", () => {
  test("is about Saturday night and a person with a label that rings through", () => {
    const question = begin(rows, [1], now);
    const row = rows.find(({ chat_id }) => chat_id === question.chat);
    expect(row?.labels).toContain(1);
    expect(row?.kind).toBe("direct");
    expect(new Date(question.at)).toEqual(new Date(2026, 10, 21, 23, 10));
  });

  test("is about anybody where nobody has one", () => {
    expect(begin(rows, [99], now).chat).toBe(rows.find(({ kind }) => kind === "direct")?.chat_id);
    expect(begin([], [], now).chat).toBeNull();
  });
});

describe("a kind in another sort of chat", () => {
  test("becomes what a message is there", () => {
    expect(kindIn("message", true)).toBe("group_message");
    expect(kindIn("voice_message", true)).toBe("group_message");
    expect(kindIn("group_message", false)).toBe("message");
    expect(kindIn("join_request", false)).toBe("message");
  });

  test("stays where it can happen in both", () => {
    expect(kindIn("mention", true)).toBe("mention");
    expect(kindIn("reaction", false)).toBe("reaction");
    expect(happensIn("failed", true)).toBe(true);
  });
});
