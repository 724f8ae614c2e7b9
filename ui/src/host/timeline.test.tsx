// @vitest-environment jsdom
import { QueryClientProvider } from "@tanstack/react-query";
import { act, renderHook, waitFor } from "@testing-library/react";
import type { ReactNode } from "react";
import { describe, expect, test } from "vitest";

import { Refresher } from "./changes";
import { makeClient } from "./client";
import { HostProvider } from "./context";
import type { TimelineItem } from "./contract";
import { fakeHost } from "./fake/fake";
import { FakeTown } from "./fake/town";
import type { Host } from "./host";
import { useTimeline } from "./queries";
import { dropPage, ITEMS, showsPart } from "./timeline";

const ANNA = 1;
const PLACE = { chat: ANNA, around: null };
const LINES = 900;

function longTown() {
  const town = new FakeTown(() => 1_800_000_000_000);
  const anna = town.chats.find(({ row }) => row.chat_id === ANNA);
  const like = anna?.items.find((item) => item.item === "message");
  if (anna === undefined || like?.item !== "message") throw new Error("nobody writes in the town");
  const write = (id: number) =>
    void anna.items.push({ ...like, message_id: id, content: { kind: "text", body: `${id}` } });
  anna.items = [];
  for (let id = 1; id <= LINES; id++) write(id);
  return { town, anna, write };
}

/** A conversation scrolled up by some pages, with every part that is asked for. */
async function scrolledUp(pages: number) {
  const { town, anna, write } = longTown();
  const inner = fakeHost(town);
  const asked: string[] = [];
  const host: Host = {
    ...inner,
    call: (name, request) => {
      if (name === "timeline") asked.push(JSON.stringify(request));
      return inner.call(name, request);
    },
  };
  const client = makeClient();
  const refresher = new Refresher(client, host);
  host.onChanges((batch) => refresher.take(batch));
  const { result } = renderHook(() => useTimeline(ANNA), {
    wrapper: ({ children }: { children: ReactNode }) => (
      <HostProvider host={host}>
        <QueryClientProvider client={client}>{children}</QueryClientProvider>
      </HostProvider>
    ),
  });
  await waitFor(() => expect(result.current.data).toHaveLength(ITEMS));
  for (let page = 1; page < pages; page++) await act(() => result.current.fetchPreviousPage());
  await waitFor(() => expect(result.current.data).toHaveLength(ITEMS * pages));
  asked.length = 0;
  return { town, anna, write, asked, client, host, items: () => idsOf(result.current.data) };
}

const idsOf = (items: readonly TimelineItem[] = []) =>
  items.map((item) => (item.item === "message" ? item.message_id : 0));
const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, at) => from + at);

describe("a message that comes while far up is read", () => {
  test("costs what is on the screen and the end, however much was read", async () => {
    const { town, write, asked, client, host, items } = await scrolledUp(8);
    showsPart(client, host, PLACE, [LINES - 8 * ITEMS + 5, LINES - 8 * ITEMS + 9]);
    write(LINES + 1);
    act(() => town.changed("messages", [ANNA]));
    await waitFor(() => expect(items().at(-1)).toBe(LINES + 1));
    expect(asked).toHaveLength(2);
    expect(items()).toEqual(range(LINES - 8 * ITEMS + 1, LINES + 1));
  });

  test("is there once the end is in view, and a change elsewhere once its page is", async () => {
    const { town, anna, asked, client, host, items } = await scrolledUp(6);
    const top = LINES - 6 * ITEMS;
    showsPart(client, host, PLACE, [top + 1, top + 4]);
    anna.items = anna.items.filter((item) => item.item !== "message" || item.message_id !== LINES - 2 * ITEMS);
    act(() => town.changed("messages", [ANNA]));
    await waitFor(() => expect(asked).toHaveLength(2));
    expect(items()).toContain(LINES - 2 * ITEMS);
    act(() => showsPart(client, host, PLACE, [LINES - 2 * ITEMS - 9, LINES - 2 * ITEMS - 3]));
    await waitFor(() => expect(items()).not.toContain(LINES - 2 * ITEMS));
    expect(new Set(items()).size).toBe(items().length);
  });

  test("many of them are read on in parts without a gap", async () => {
    const { town, write, items } = await scrolledUp(2);
    for (let id = LINES + 1; id <= LINES + 150; id++) write(id);
    act(() => town.changed("messages", [ANNA]));
    await waitFor(() => expect(items().at(-1)).toBe(LINES + 150));
    expect(items()).toEqual(range(LINES - 2 * ITEMS + 1, LINES + 150));
  });

  test("is not asked for at an end that was let go", async () => {
    const { town, write, asked, client, host, items } = await scrolledUp(4);
    const top = LINES - 4 * ITEMS;
    showsPart(client, host, PLACE, [top + 1, top + 4]);
    act(() => dropPage(client, PLACE, "newer"));
    await waitFor(() => expect(items()).toEqual(range(top + 1, LINES - ITEMS)));
    write(LINES + 1);
    act(() => town.changed("messages", [ANNA]));
    await waitFor(() => expect(asked).toHaveLength(1));
    expect(items()).toEqual(range(top + 1, LINES - ITEMS));
  });
});
