// @vitest-environment jsdom
import { QueryClientProvider } from "@tanstack/react-query";
import { act, renderHook, waitFor } from "@testing-library/react";
import type { ReactNode } from "react";
import { describe, expect, test } from "vitest";

import { inverse } from "./chat-change";
import { Refresher } from "./changes";
import { makeClient } from "./client";
import { HostProvider } from "./context";
import { fakeHost } from "./fake/fake";
import { FakeTown } from "./fake/town";
import type { ErrorCode } from "./contract";
import { type Host, HostError } from "./host";
import { useWaitingForHub } from "./hub";
import { useChatUpdate, useSend } from "./mutations";
import { useChats, useTimeline } from "./queries";

const ANNA = 1;

function around(host: Host, client = makeClient()) {
  return ({ children }: { children: ReactNode }) => (
    <HostProvider host={host}>
      <QueryClientProvider client={client}>{children}</QueryClientProvider>
    </HostProvider>
  );
}

/** A core that answers questions and leaves commands waiting until they are settled. */
function waitingHost() {
  const inner = fakeHost(new FakeTown(() => 1_800_000_000_000));
  const settle: { refuse: (code?: ErrorCode) => void }[] = [];
  const host: Host = {
    ...inner,
    call: (name, request) =>
      name === "chat_update" || name === "message_send"
        ? new Promise((_, reject) =>
            settle.push({
              refuse: (code = "storage") => reject(new HostError({ code, retry: { retry: "never" } })),
            }),
          )
        : inner.call(name, request),
  };
  return { host, settle };
}

describe("a decision about a chat", () => {
  test("is shown before the core has answered, and taken back when it refuses", async () => {
    const { host, settle } = waitingHost();
    const { result } = renderHook(() => ({ chats: useChats({ filter: "all" }), update: useChatUpdate() }), {
      wrapper: around(host),
    });
    await waitFor(() => expect(result.current.chats.data?.rows).toHaveLength(9));
    const anna = () => result.current.chats.data?.rows.find((row) => row.chat_id === ANNA);

    act(() => result.current.update.mutate({ chat: ANNA, change: { change: "snoozed", until: 1_800_000_100_000 } }));
    await waitFor(() => expect(anna()).toBeUndefined());

    act(() => settle[0]?.refuse());
    await waitFor(() => expect(anna()?.conversation).toEqual({ conversation: "open" }));
  });

  test("is not taken back on the screen by an answer that was on its way, or is asked for meanwhile", async () => {
    const town = new FakeTown(() => 1_800_000_000_000);
    const inner = fakeHost(town);
    const answers: (() => void)[] = [];
    const decisions: (() => void)[] = [];
    let late = false;
    const host: Host = {
      ...inner,
      call: (name, request) => {
        if (name === "chats" && late) {
          const answer = structuredClone(town.answers.chats({ filter: { filter: "all" }, limit: 50 }));
          return new Promise((resolve) => answers.push(() => resolve(answer as never)));
        }
        if (name !== "chat_update") return inner.call(name, request);
        return new Promise((resolve) => decisions.push(() => resolve(inner.call(name, request))));
      },
    };
    const client = makeClient();
    const { result } = renderHook(() => ({ chats: useChats({ filter: "all" }), update: useChatUpdate() }), {
      wrapper: around(host, client),
    });
    await waitFor(() => expect(result.current.chats.data?.rows).toHaveLength(9));
    const anna = () => result.current.chats.data?.rows.find((row) => row.chat_id === ANNA)?.section;
    expect(anna()).not.toBe("pinned");
    late = true;
    const refresher = new Refresher(client, host);
    const labelled = { reload: false, changes: [{ kind: "labels" as const, chats: [] }] };
    act(() => refresher.take(labelled));
    await waitFor(() => expect(answers).toHaveLength(1));

    act(() => result.current.update.mutate({ chat: ANNA, change: { change: "pinned", pinned: true } }));
    await waitFor(() => expect(anna()).toBe("pinned"));
    act(() => new Refresher(client, host).take(labelled));
    expect(answers).toHaveLength(1);
    await act(async () => answers.splice(0).forEach((answer) => answer()));
    expect(anna()).toBe("pinned");

    // What was called back is asked again, and what waited is asked.
    await act(async () => decisions.splice(0).forEach((decide) => decide()));
    await waitFor(() => expect(answers).toHaveLength(2));
    await act(async () => answers.splice(0).forEach((answer) => answer()));
    expect(anna()).toBe("pinned");
    expect(client.isFetching()).toBe(0);
  });

  test("has an inverse that brings the row back as it was", () => {
    const row = new FakeTown(() => 0).answers.chat({ chat_id: ANNA }).row;
    expect(inverse(row, { change: "done" })).toEqual({ change: "reopened" });
    expect(inverse(row, { change: "assigned", assignee: null })).toEqual({
      change: "assigned",
      assignee: "Mira Halonen",
    });
    expect(inverse(row, { change: "labelled", label: 1, on: false })).toEqual({
      change: "labelled",
      label: 1,
      on: true,
    });
    expect(inverse(row, { change: "marked_unread" })).toBeNull();
  });
});

describe("a message that is sent", () => {
  test("stands in the conversation as waiting at once, and goes away when the core refuses it", async () => {
    const { host, settle } = waitingHost();
    const { result } = renderHook(() => ({ timeline: useTimeline(ANNA), send: useSend() }), { wrapper: around(host) });
    await waitFor(() => expect(result.current.timeline.data).toHaveLength(6));

    act(() => result.current.send.mutate({ chat: ANNA, content: { kind: "text", body: "Да, конечно!" } }));
    await waitFor(() => expect(result.current.timeline.data?.at(-1)).toMatchObject({ status: "queued", ours: true }));

    act(() => settle[0]?.refuse());
    await waitFor(() => expect(result.current.timeline.data).toHaveLength(6));
  });

  test("goes to the core after the one before it, and stays when that one is refused", async () => {
    const { host, settle } = waitingHost();
    const refused: string[] = [];
    const { result } = renderHook(
      () => ({ timeline: useTimeline(ANNA), send: useSend((_, { content }) => void refused.push(content.kind)) }),
      { wrapper: around(host) },
    );
    await waitFor(() => expect(result.current.timeline.data).toHaveLength(6));

    act(() => {
      result.current.send.mutate({ chat: ANNA, content: { kind: "text", body: "Первое" } });
      result.current.send.mutate({ chat: ANNA, content: { kind: "text", body: "Второе" } });
    });
    await waitFor(() => expect(result.current.timeline.data).toHaveLength(8));
    expect(
      new Set(result.current.timeline.data?.map((item) => (item.item === "message" ? item.message_id : 0))).size,
    ).toBe(8);
    expect(settle).toHaveLength(1);

    act(() => settle[0]?.refuse());
    await waitFor(() => expect(settle).toHaveLength(2));
    expect(result.current.timeline.data?.at(-1)).toMatchObject({ content: { body: "Второе" } });
    expect(result.current.timeline.data).toHaveLength(7);

    act(() => settle[1]?.refuse());
    await waitFor(() => expect(refused).toHaveLength(2));
  });

  test("is not handed back where it was kept for the hub", async () => {
    const { host, settle } = waitingHost();
    const refused: string[] = [];
    const { result } = renderHook(() => useSend((error) => void refused.push(error.body.code)), {
      wrapper: around(host),
    });
    act(() => result.current.mutate({ chat: ANNA, content: { kind: "text", body: "Да" } }));
    await waitFor(() => expect(settle).toHaveLength(1));
    act(() => settle[0]?.refuse("waits_for_hub"));
    await waitFor(() => expect(result.current.isError).toBe(true));
    expect(refused).toEqual([]);
  });

  test("that waits for the hub stands in its own conversation, one that was refused in none", async () => {
    const town = new FakeTown(() => 1_800_000_000_000);
    const kept = { name: "message_send", chat: null, note: null, at: 1_800_000_000_000, refusal: null };
    const content = { kind: "text" as const, body: "Да" };
    town.connection.forHub = [
      { ...kept, command: "a", chat_id: ANNA, content },
      { ...kept, command: "b", chat_id: ANNA + 1, content },
      { ...kept, command: "c", chat_id: ANNA, content: null, name: "note_add", note: "Двое" },
      { ...kept, command: "d", chat_id: ANNA, content, refusal: { code: "blocked", retry: { retry: "never" } } },
    ];
    const { result } = renderHook(() => useWaitingForHub(ANNA, "Mira Halonen"), { wrapper: around(fakeHost(town)) });
    await waitFor(() => expect(result.current).toHaveLength(2));
    expect(result.current).toMatchObject([
      { item: "message", content, status: "queued" },
      { item: "note", body: "Двое", author: "Mira Halonen" },
    ]);
  });

  test("is told to have been refused also when the composer is gone by then", async () => {
    const { host, settle } = waitingHost();
    const refused: string[] = [];
    const { result, unmount } = renderHook(() => useSend((error) => void refused.push(error.body.code)), {
      wrapper: around(host),
    });
    act(() => result.current.mutate({ chat: ANNA, content: { kind: "text", body: "Да" } }));
    await waitFor(() => expect(settle).toHaveLength(1));
    unmount();
    settle[0]?.refuse();
    await waitFor(() => expect(refused).toEqual(["storage"]));
  });
});
