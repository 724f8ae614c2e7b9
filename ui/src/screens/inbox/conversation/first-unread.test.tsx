// @vitest-environment jsdom
import { cleanup, screen, waitFor } from "@testing-library/react";
import type { ReactNode } from "react";
import { afterEach, describe, expect, test, vi } from "vitest";
import type { FakeTown } from "@/host/fake/town.ts";
import { fakeHost } from "@/host/fake/fake.ts";
import { findFirstUnread } from "@/host/first-unread.ts";
import { stage } from "@/test/stage.tsx";
import { Conversation } from "./Conversation.tsx";
import { isThrough, readTo } from "./useReadMark.ts";

const NOW = new Date(2026, 10, 19, 14, 8).getTime();
const ANNA = 1;
/** Far more than one page. */
const UNREAD = 500;

// A page without layout has nothing in view: the lines are drawn as they come.
vi.mock("virtua", () => ({ Virtualizer: ({ children }: { children: ReactNode }) => <div>{children}</div> }));
vi.stubGlobal("matchMedia", () => ({ matches: false, addEventListener() {}, removeEventListener() {} }));
vi.stubGlobal(
  "ResizeObserver",
  class {
    observe() {}
    unobserve() {}
    disconnect() {}
  },
);

function flood(town: FakeTown, { known = true } = {}): void {
  const anna = town.chats.find(({ row }) => row.chat_id === ANNA);
  const like = anna?.items.find((item) => item.item === "message" && !item.ours);
  if (anna === undefined || like?.item !== "message") throw new Error("nobody writes in the town");
  const read = anna.items.findLast((item) => item.item === "message");
  anna.detail.read_up_to = known && read?.item === "message" ? read.message_id : null;
  if (!known) anna.items = [];
  for (let at = 1; at <= UNREAD; at++)
    anna.items.push({
      ...like,
      message_id: 50_000 + at,
      content: { kind: "text", body: `line ${at}` },
      at: NOW - 1000 + at,
    });
  anna.row = { ...anna.row, unread: UNREAD };
}

function open(prepare: (town: FakeTown) => void): FakeTown {
  const nothing = () => {};
  return stage(
    <Conversation
      chat={ANNA}
      around={null}
      visit={1}
      panel={null}
      onPanel={nothing}
      onBack={null}
      onGo={nothing}
      onDone={nothing}
      onSnooze={nothing}
      onSent={nothing}
    />,
    NOW,
    prepare,
  );
}

const unread = (town: FakeTown) => town.chats.find(({ row }) => row.chat_id === ANNA)?.row.unread;

afterEach(cleanup);

describe("a chat with more unread than one page", () => {
  test.each([true, false])("opens at its first unread line (read before: %s)", async (known) => {
    const town = open((made) => flood(made, { known }));
    await screen.findByRole("log");
    await waitFor(() => expect(screen.getByText("New")).toBeDefined());
    expect(screen.getByText("line 1")).toBeDefined();
    expect(screen.queryByText(`line ${UNREAD}`)).toBeNull();
    // Longer than it takes to count as read.
    await new Promise((resolve) => setTimeout(resolve, 1200));
    expect(unread(town)).not.toBe(0);
  });

  test("is read from there, and its newest part not at all", async () => {
    const asked: string[] = [];
    open((town) => {
      flood(town);
      const { timeline } = town.answers;
      town.answers.timeline = (request) => {
        asked.push(request.from.from);
        return timeline(request);
      };
    });
    await waitFor(() => expect(screen.getByText("New")).toBeDefined());
    expect(asked[0]).toBe("around");
    expect(asked).not.toContain("newest");
  });

  test("is gone through only as far as its unread goes, where nothing was ever read", async () => {
    let asked = 0;
    let made: FakeTown | undefined;
    open((town) => {
      flood(town);
      made = town;
    });
    const host = fakeHost(made);
    const found = await findFirstUnread(
      { ...host, call: (name, request) => ((asked += 1), host.call(name, request)) },
      ANNA,
      250,
    );
    expect(found).toBe(50_000 + UNREAD - 249);
    expect(asked).toBe(2);
  });
});

describe("what counts as read", () => {
  const items = [{ id: 3 }, { id: 6 }, { id: 5 }].map(({ id }) => ({ item: "message", message_id: id }) as never);
  test("goes as far as was seen, and at the end to what came last", () => {
    expect(readTo(items, 3, true, 2, false)).toBe(3);
    expect(readTo(items, 5, true, 2, false)).toBe(6);
    expect(readTo(items, 5, false, 2, false)).toBe(5);
  });
  test("is nothing that was read already, and nothing not yet sent", () => {
    expect(readTo(items, 3, true, 4, false)).toBeNull();
    expect(readTo(items, -1, true, 2, false)).toBeNull();
    expect(readTo(items, 3, true, 4, true)).toBe(3);
  });
  test("leaves out what a message that was searched for was jumped to over", () => {
    const detail = { read_up_to: 10 } as never;
    expect(isThrough({ last: 90, oldest: 80 }, detail, null)).toBe(false);
    expect(isThrough({ last: 90, oldest: 11 }, detail, 11)).toBe(true);
    expect(isThrough({ last: 90, oldest: 4 }, detail, null)).toBe(true);
    expect(isThrough({ last: 90, oldest: null }, detail, 11)).toBe(false);
  });
});
