// @vitest-environment jsdom
import { act, cleanup, fireEvent, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Message } from "@/host/contract.ts";
import { useChat, useTimeline } from "@/host/queries.ts";
import { dispatch } from "@/keys/dispatch.ts";
import { stage } from "@/test/stage.tsx";
import { closeDialogs, useConsentView } from "../../consent/view.ts";
import { OpenChatProvider } from "../chat.tsx";
import { leaveChat, useView } from "../view.ts";
import { MessageTools } from "./MessageTools.tsx";
import { Receipt } from "./Receipt.tsx";
import { useMessageKeys } from "./useMessageKeys.ts";

const NOW = new Date(2026, 10, 19, 14, 8).getTime();
const [ANNA, GROUP] = [1, 2] as const;
const THANKS = 1004;
const OURS = 1002;

const onKey = (event: KeyboardEvent) => dispatch(event, "inbox", { letterKeys: true, enterSends: true });

beforeEach(() => window.addEventListener("keydown", onKey));

afterEach(() => {
  window.removeEventListener("keydown", onKey);
  act(() => {
    closeDialogs();
    leaveChat();
  });
  cleanup();
});

function Log({ chat, shown }: { chat: number; shown: number }) {
  const { data: detail } = useChat(chat);
  const { data: items } = useTimeline(chat);
  const item = items?.find((one) => one.item === "message" && one.message_id === shown);
  if (detail === undefined || item?.item !== "message") return null;
  return (
    <OpenChatProvider detail={detail}>
      <Keys chat={chat} />
      <div data-keys="message" tabIndex={-1} data-testid="bubble">
        <MessageTools message={item} onBusy={() => {}} />
      </div>
    </OpenChatProvider>
  );
}

function Keys({ chat }: { chat: number }) {
  const { data: detail } = useChat(chat);
  const { data: items } = useTimeline(chat);
  if (detail === undefined || items === undefined) throw new Error("the chat was read above");
  useMessageKeys(detail, items, []);
  return null;
}

async function pick(chat: number, message: number) {
  stage(<Log chat={chat} shown={message} />, NOW);
  const bubble = await screen.findByTestId("bubble");
  act(() => useView.setState({ message }));
  // Shift+C in the Russian layout.
  fireEvent.keyDown(bubble, { code: "KeyC", key: "С", shiftKey: true });
}

test("Shift+C on a message of the person opens the record with person, time and message, in the Russian layout too", async () => {
  await pick(ANNA, THANKS);
  expect(useConsentView.getState().recording).toEqual({
    person: { whom: expect.objectContaining({ account_id: "fake" }), name: "Анна Корнеева", chat: ANNA },
    purpose: null,
    message: { id: THANKS, at: NOW - 12 * 60_000, words: "Спасибо, счёт оплатила 🙌" },
  });
});

test("what we wrote proves nothing, nor does what somebody wrote in a group", async () => {
  await pick(ANNA, OURS);
  expect(useConsentView.getState().recording).toBeNull();
  cleanup();
  await pick(GROUP, 2002);
  expect(useConsentView.getState().recording).toBeNull();
});

test("the menu of a message offers the same", async () => {
  stage(<Log chat={ANNA} shown={THANKS} />, NOW);
  await userEvent.click(await screen.findByRole("button", { name: "More" }));
  await userEvent.click(await screen.findByRole("menuitem", { name: /^Use as consent evidence/u }));
  expect(useConsentView.getState().recording?.message?.id).toBe(THANKS);
});

function Cancelled({ reason }: { reason: string }) {
  const { data: detail } = useChat(ANNA);
  const { data: items } = useTimeline(ANNA);
  const ours = items?.find((one) => one.item === "message" && one.message_id === OURS);
  if (detail === undefined || ours?.item !== "message") return null;
  const message: Message = { ...ours, status: "cancelled", reason: { reason, code: null } };
  return (
    <OpenChatProvider detail={detail}>
      <Receipt message={message} newest />
    </OpenChatProvider>
  );
}

test.each([
  ["withdrawn", "Not sent: the person opted out."],
  ["expired", "Not sent. The consent has expired. Ask again."],
])("a message that was cancelled because of %s says so", async (reason, words) => {
  stage(<Cancelled reason={reason} />, NOW);
  expect(await screen.findByText(words)).toBeDefined();
});
