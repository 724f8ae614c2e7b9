import { QueryClient, QueryObserver } from "@tanstack/react-query";
import { describe, expect, test, vi } from "vitest";

import { fakeHost } from "./fake/fake";
import { Refresher, staleBy } from "./changes";
import { watchHands } from "./hands";

describe("a change makes stale", () => {
  test("the conversation of its chat and no other", () => {
    const keys = staleBy({ kind: "messages", chats: [7] });
    expect(keys).toContainEqual(["timeline", 7]);
    expect(keys).not.toContainEqual(["timeline"]);
  });

  test("every chat when it names none", () => {
    expect(staleBy({ kind: "chats", chats: [] })).toContainEqual(["chat"]);
  });

  test("what alerts and how its chats alert when rules changed, and the history alone when something was decided", () => {
    expect(staleBy({ kind: "notifications", chats: [] })).toEqual([["alerts"], ["chats"], ["chat"]]);
    const decided = staleBy({ kind: "decisions", chats: [7] });
    expect(decided).toContainEqual(["alerts", "history"]);
    expect(decided).not.toContainEqual(["alerts"]);
  });

  test("everything about consent, and how it stands in its chats and templates", () => {
    expect(staleBy({ kind: "consent", chats: [7] })).toEqual([
      ["consent"],
      ["group"],
      ["members"],
      ["chat", 7],
      ["templates", 7],
    ]);
  });

  test("the list of groups, and no group beside the one that changed", () => {
    expect(staleBy({ kind: "groups", chats: [7] })).toEqual([["groups"], ["group", 7], ["group_history", 7]]);
  });

  test("nothing when it only asks to open a chat", () => {
    expect(staleBy({ kind: "open", chats: [7] })).toEqual([]);
  });
});

describe("a flood of changes", () => {
  test("costs one question at a time, and the last change is never missed", async () => {
    const client = new QueryClient();
    const answers: (() => void)[] = [];
    const ask = vi.fn<() => Promise<number>>(() => new Promise<number>((resolve) => answers.push(() => resolve(1))));
    const watched = new QueryObserver(client, { queryKey: ["chats"], queryFn: ask, staleTime: Infinity });
    const stop = watched.subscribe(() => {});
    answers.shift()?.();
    await vi.waitFor(() => expect(watched.getCurrentResult().isSuccess).toBe(true));

    const refresher = new Refresher(client, fakeHost());
    for (let flood = 0; flood < 100; flood++)
      refresher.take({ reload: false, changes: [{ kind: "labels", chats: [] }] });
    expect(ask).toHaveBeenCalledTimes(2);
    answers.shift()?.();
    await vi.waitFor(() => expect(ask).toHaveBeenCalledTimes(3));
    answers.shift()?.();
    await vi.waitFor(() => expect(watched.getCurrentResult().isFetching).toBe(false));
    expect(ask).toHaveBeenCalledTimes(3);
    stop();
  });

  test.each([
    { reload: false, changes: [{ kind: "labels" as const, chats: [] }] },
    { reload: true, changes: [] },
  ])("is not missed while the first answer is on its way: it may be of before", async (batch) => {
    const client = new QueryClient();
    const answers: ((answer: string) => void)[] = [];
    const ask = vi.fn<() => Promise<string>>(() => new Promise<string>((resolve) => answers.push(resolve)));
    const watched = new QueryObserver(client, { queryKey: ["chats"], queryFn: ask, staleTime: Infinity });
    const stop = watched.subscribe(() => {});
    new Refresher(client, fakeHost()).take(batch);
    answers.shift()?.("before");
    await vi.waitFor(() => expect(ask).toHaveBeenCalledTimes(2));
    answers.shift()?.("after");
    await vi.waitFor(() => expect(watched.getCurrentResult().data).toBe("after"));
    expect(ask).toHaveBeenCalledTimes(2);
    stop();
  });

  test("asks for nothing that nobody looks at, until somebody does", async () => {
    const client = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity } } });
    const ask = vi.fn<() => Promise<string>>(async () => "after");
    client.setQueryData(["chat", 7], "before");
    client.setQueryData(["chat", 8], "before");
    client.setQueryData(["timeline", 7, null], "before");
    const all = vi.spyOn(client.getQueryCache(), "findAll");
    const changed = {
      reload: false,
      changes: [
        { kind: "messages" as const, chats: [7] },
        { kind: "chats" as const, chats: [7] },
      ],
    };
    const timelineOf = (chat: number) => client.getQueryState(["timeline", chat, null]);
    new Refresher(client, fakeHost()).take(changed);
    expect(client.getQueryState(["chat", 7])?.isInvalidated).toBe(true);
    expect(client.getQueryState(["chat", 8])?.isInvalidated).toBe(false);
    expect(timelineOf(7)).toBeUndefined();
    const gone = all.mock.calls.flatMap(([filters]) => filters?.queryKey ?? []);
    expect(gone).not.toContain(7);
    const watched = new QueryObserver(client, { queryKey: ["chat", 7], queryFn: ask });
    const stop = watched.subscribe(() => {});
    await vi.waitFor(() => expect(watched.getCurrentResult().data).toBe("after"));
    stop();
  });

  test("is not missed by what was asked for ahead and is on its way", async () => {
    const client = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity } } });
    const answers: ((answer: string) => void)[] = [];
    const ask = () => new Promise<string>((resolve) => answers.push(resolve));
    const ahead = client.prefetchQuery({ queryKey: ["chat", 7], queryFn: ask });
    new Refresher(client, fakeHost()).take({ reload: false, changes: [{ kind: "chats", chats: [7] }] });
    answers.shift()?.("before");
    await ahead;
    await vi.waitFor(() => expect(client.getQueryState(["chat", 7])?.isInvalidated).toBe(true));
  });

  test("asks again after as long a pause as the last answer took to be drawn", async () => {
    vi.useFakeTimers();
    try {
      const client = new QueryClient();
      const ask = vi.fn<() => Promise<number>>(async () => 1);
      const watched = new QueryObserver(client, { queryKey: ["chats"], queryFn: ask, staleTime: Infinity });
      const stop = watched.subscribe(() => {});
      await vi.advanceTimersByTimeAsync(0);
      const refresher = new Refresher(client, fakeHost());
      const changes = () => refresher.take({ reload: false, changes: [{ kind: "chats", chats: [7] }] });
      // The timer that was set for 25 ms finds that 120 have gone by.
      vi.spyOn(performance, "now").mockReturnValueOnce(0).mockReturnValueOnce(120);
      changes();
      await vi.advanceTimersByTimeAsync(0);
      changes();
      expect(ask).toHaveBeenCalledTimes(2);
      await vi.advanceTimersByTimeAsync(25 + 94);
      expect(ask).toHaveBeenCalledTimes(2);
      await vi.advanceTimersByTimeAsync(1);
      expect(ask).toHaveBeenCalledTimes(3);
      stop();
    } finally {
      vi.useRealTimers();
    }
  });

  test("leaves the list of chats to the operator's hands, for a second at most", async () => {
    vi.useFakeTimers();
    const page = new EventTarget();
    const stopWatching = watchHands(page);
    try {
      const client = new QueryClient();
      const ask = vi.fn<() => Promise<number>>(async () => 1);
      const watched = new QueryObserver(client, { queryKey: ["chats"], queryFn: ask, staleTime: Infinity });
      const stop = watched.subscribe(() => {});
      await vi.advanceTimersByTimeAsync(0);
      const refresher = new Refresher(client, fakeHost());
      const flood = async (milliseconds: number, act: () => void) => {
        for (let gone = 0; gone < milliseconds; gone += 100) {
          act();
          refresher.take({ reload: false, changes: [{ kind: "chats", chats: [7] }] });
          await vi.advanceTimersByTimeAsync(100);
        }
      };
      await flood(1_900, () => page.dispatchEvent(new Event("keydown")));
      // The first answer of all, the one at once, and the one after a second.
      expect(ask).toHaveBeenCalledTimes(3);
      await vi.advanceTimersByTimeAsync(250);
      expect(ask).toHaveBeenCalledTimes(4);
      ask.mockClear();
      await flood(1_000, () => {});
      expect(ask.mock.calls.length).toBeGreaterThan(5);
      stop();
    } finally {
      stopWatching();
      vi.useRealTimers();
    }
  });

  test("asks for what silence held back at most twice a second, and not once too few", async () => {
    vi.useFakeTimers();
    try {
      const client = new QueryClient();
      const ask = vi.fn<() => Promise<number>>(async () => 1);
      const queryKey = ["alerts", "digest"];
      const watched = new QueryObserver(client, { queryKey, queryFn: ask, staleTime: Infinity });
      const stop = watched.subscribe(() => {});
      await vi.advanceTimersByTimeAsync(0);
      const refresher = new Refresher(client, fakeHost());
      const decides = () => refresher.take({ reload: false, changes: [{ kind: "decisions", chats: [] }] });
      for (let flood = 0; flood < 19; flood++) {
        decides();
        await vi.advanceTimersByTimeAsync(50);
      }
      // The first answer of all, and those at 0 and 500 ms.
      expect(ask).toHaveBeenCalledTimes(3);
      await vi.advanceTimersByTimeAsync(1_000);
      expect(ask).toHaveBeenCalledTimes(4);
      stop();
    } finally {
      vi.useRealTimers();
    }
  });

  test("of messages asks for the members at most every five seconds, and a change of a member at once", async () => {
    vi.useFakeTimers();
    try {
      const client = new QueryClient();
      const ask = vi.fn<() => Promise<number>>(async () => 1);
      const queryKey = ["members", "lists"];
      const watched = new QueryObserver(client, { queryKey, queryFn: ask, staleTime: Infinity });
      const stop = watched.subscribe(() => {});
      await vi.advanceTimersByTimeAsync(0);
      const refresher = new Refresher(client, fakeHost());
      const writes = () => refresher.take({ reload: false, changes: [{ kind: "messages", chats: [7] }] });
      for (let second = 0; second < 12; second++) {
        for (let flood = 0; flood < 20; flood++) writes();
        await vi.advanceTimersByTimeAsync(1_000);
      }
      // The first answer of all, and those at 0, 5 and 10 seconds.
      expect(ask).toHaveBeenCalledTimes(4);
      refresher.take({ reload: false, changes: [{ kind: "members", chats: [] }] });
      await vi.advanceTimersByTimeAsync(0);
      expect(ask).toHaveBeenCalledTimes(5);
      stop();
    } finally {
      vi.useRealTimers();
    }
  });
});
