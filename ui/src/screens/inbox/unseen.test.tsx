// @vitest-environment jsdom
import { i18n } from "@lingui/core";
import { I18nProvider } from "@lingui/react";
import { QueryClientProvider } from "@tanstack/react-query";
import { act, cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { openChat } from "@/app/navigation.ts";
import { undoLast } from "@/app/undo.ts";
import { makeClient } from "@/host/client.ts";
import { HostProvider } from "@/host/context.tsx";
import { fakeHost } from "@/host/fake/fake.ts";
import { FakeTown } from "@/host/fake/town.ts";
import type { Host } from "@/host/host.ts";
import { runAction, useRegistry } from "@/keys/actions.ts";
import { whilePressed } from "@/keys/press.ts";
import { Inbox } from "./Inbox.tsx";

const ANNA = 1;
const BORIS = 2;
/** Only templates can be sent to her. */
const LENA = 7;
const DECISIONS = ["done", "snooze", "unread", "assign", "label", "pin", "mute", "mute-mentions"];

Element.prototype.scrollTo = () => {};
Element.prototype.scrollIntoView = () => {};
vi.stubGlobal("matchMedia", () => ({ matches: false, addEventListener() {}, removeEventListener() {} }));

afterEach(() => {
  cleanup();
  act(() => openChat(null));
});

const draw = (host: Host) =>
  render(
    <I18nProvider i18n={i18n}>
      <HostProvider host={host}>
        <QueryClientProvider client={makeClient()}>
          <Inbox />
        </QueryClientProvider>
      </HostProvider>
    </I18nProvider>,
  );

/** Draws it over a town in which one question is not answered before `go`. */
function drawWaiting(question: string) {
  let go = () => {};
  const answered = new Promise<void>((resolve) => (go = resolve));
  const town = new FakeTown(() => 1_800_000_000_000);
  const inner = fakeHost(town);
  const asked: string[] = [];
  draw({
    ...inner,
    call: async (name, request) => {
      asked.push(name);
      if (name === question) await answered;
      return inner.call(name, request);
    },
  });
  return { town, asked, go };
}

test("a letter decides nothing about a chat that a held key has only come to", async () => {
  const town = new FakeTown(() => 1_800_000_000_000);
  draw(fakeHost(town));
  const enabled = () => useRegistry.getState().actions.get("inbox.done")?.enabled !== false;
  await waitFor(() => expect(useRegistry.getState().actions.has("inbox.done")).toBe(true));
  for (const chat of [BORIS, ANNA]) {
    act(() => openChat(chat));
    await screen.findByRole("log");
    expect(enabled()).toBe(true);
  }
  // Both were read before; the key comes by them within one moment.
  for (const [at, chat] of [
    [1000, BORIS],
    [1033, ANNA],
  ] as const)
    act(() => whilePressed(at, () => openChat(chat)));
  expect(enabled()).toBe(false);
  await screen.findByRole("log");
  expect(enabled()).toBe(true);
});

test("a letter decides nothing about a chat that is still being read, and R begins an answer to it", async () => {
  const { town, go } = drawWaiting("chat");
  await waitFor(() => expect(useRegistry.getState().actions.has("inbox.done")).toBe(true));
  act(() => openChat(ANNA));
  await screen.findByRole("textbox", { name: "Reply" });
  for (const decision of DECISIONS) expect([decision, runAction(`inbox.${decision}`)]).toEqual([decision, false]);
  act(() => void runAction("inbox.reply"));
  expect(document.activeElement).toBe(screen.getByRole("textbox", { name: "Reply" }));
  act(go);
  await waitFor(() => expect(useRegistry.getState().actions.get("inbox.done")?.enabled).not.toBe(false));
  expect(town.chats.find(({ row }) => row.chat_id === ANNA)?.row.conversation).toEqual({ conversation: "open" });
});

test("words that were begun while a chat was read are there after a look at another one", async () => {
  const { go } = drawWaiting("chat");
  act(() => openChat(ANNA));
  const field = () => screen.findByRole<HTMLTextAreaElement>("textbox", { name: "Reply" });
  fireEvent.change(await field(), { target: { value: "Anna, the keys" } });
  act(() => openChat(BORIS));
  expect((await field()).value).toBe("");
  act(() => openChat(ANNA));
  expect((await field()).value).toBe("Anna, the keys");
  expect((await field()).selectionStart).toBe("Anna, the keys".length);
  act(() => openChat(BORIS));
  act(go);
  await screen.findByRole("log");
  expect((await field()).value).toBe("");
  act(() => openChat(ANNA));
  await screen.findByRole("log");
  expect((await field()).value).toBe("Anna, the keys");
});

test("words that were begun before it was known that only templates can be sent are there for a note", async () => {
  const { go } = drawWaiting("chat");
  act(() => openChat(LENA));
  fireEvent.change(await screen.findByRole("textbox", { name: "Reply" }), { target: { value: "On its way" } });
  act(go);
  await screen.findByRole("log");
  expect(screen.queryByRole("textbox", { name: "Reply" })).toBeNull();
  act(() => void runAction("composer.note"));
  const note = await screen.findByRole<HTMLTextAreaElement>("textbox", { name: "Internal note" });
  expect(note.value).toContain("On its way");
});

test("marking as unread is taken back after it came to the core, however soon Z is pressed", async () => {
  const { asked, go } = drawWaiting("chat_update");
  await waitFor(() => expect(useRegistry.getState().actions.has("inbox.unread")).toBe(true));
  act(() => openChat(BORIS));
  await screen.findByRole("log");
  act(() => void runAction("inbox.unread"));
  act(() => void undoLast());
  await waitFor(() => expect(asked).toContain("chat_update"));
  // As much as reading again would need.
  for (let turn = 0; turn < 20; turn++) await act(async () => {});
  expect(asked).not.toContain("chat_read");
  go();
  await waitFor(() => expect(asked).toContain("chat_read"));
});
