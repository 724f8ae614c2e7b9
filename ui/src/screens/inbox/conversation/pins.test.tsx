// @vitest-environment jsdom
import { cleanup, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test } from "vitest";
import type { GroupLine } from "@/host/contract.ts";
import type { FakeTown } from "@/host/fake/town.ts";
import { useChat } from "@/host/queries.ts";
import { stage } from "@/test/stage.tsx";
import { OpenChatProvider } from "../chat.tsx";
import { LimitsBlock } from "../context/LimitsBlock.tsx";
import { PinsBlock } from "../context/PinsBlock.tsx";
import { leaveChat, useView } from "../view.ts";
import { GroupLines } from "./GroupLines.tsx";
import { PinDialog } from "./PinDialog.tsx";

const NOW = new Date(2026, 10, 19, 14, 8).getTime();
const CLUB = 2;

function Club() {
  const { data: detail } = useChat(CLUB);
  if (detail?.group == null) return null;
  return (
    <OpenChatProvider detail={detail}>
      <h1>Tea Club</h1>
      <PinsBlock chat={CLUB} group={detail.group} />
      <LimitsBlock detail={detail} />
      <PinDialog />
    </OpenChatProvider>
  );
}

afterEach(() => {
  cleanup();
  leaveChat();
});

const pinsOf = (town: FakeTown) => town.chats.find(({ row }) => row.chat_id === CLUB)?.detail.group?.pins ?? [];
const messagesOf = (town: FakeTown) =>
  town.chats
    .find(({ row }) => row.chat_id === CLUB)
    ?.items.flatMap((item) => (item.item === "message" ? [item.message_id] : [])) ?? [];

async function pin(message: number | undefined) {
  useView.setState({ pinning: message ?? null });
  const dialog = await screen.findByRole("dialog", { name: "Pin the message in the group?" });
  return within(dialog);
}

test("a message is pinned for the days that are chosen, stands in the panel, and is unpinned there", async () => {
  const town = stage(<Club />, NOW);
  await screen.findByText("Tea Club");
  expect(screen.queryByText("Pinned in the group")).toBeNull();
  const dialog = await pin(messagesOf(town)[1]);
  await userEvent.click(dialog.getByRole("radio", { name: "30 days" }));
  await userEvent.click(dialog.getByRole("button", { name: "Pin" }));
  await screen.findByText("1 of 3");
  expect(pinsOf(town).map(({ until }) => until)).toEqual([NOW + 30 * 86_400_000]);
  expect(useView.getState().pinning).toBeNull();
  await userEvent.click(screen.getByRole("button", { name: /^Unpin: Дегустация/u }));
  await waitFor(() => expect(screen.queryByText("Pinned in the group")).toBeNull());
  expect(pinsOf(town)).toEqual([]);
});

test("where as many are pinned as fit, it is said that the oldest one goes", async () => {
  const town = stage(<Club />, NOW);
  await screen.findByText("Tea Club");
  const messages = messagesOf(town);
  for (const message of messages.slice(0, 3))
    await userEvent.click((await pin(message)).getByRole("button", { name: "Pin" }));
  await screen.findByText("3 of 3");
  const dialog = await pin(messages[3]);
  expect(dialog.getByText(/3 messages are pinned already.*The oldest one is unpinned/u)).toBeDefined();
});

test("a pin that was not done says why, and can be asked for again or put away", async () => {
  stage(<Club />, NOW, (town) => {
    const refused = { reason: "group_suspended", code: 131_207 };
    const [message = 0] = messagesOf(town);
    pinsOf(town).push({
      message_id: message,
      sender: null,
      kind: "text",
      words: "Чай",
      until: null,
      busy: false,
      refused,
      erased: false,
    });
  });
  await screen.findByText(/Not pinned\. WhatsApp suspended/u);
  expect(screen.getByText("0 of 3")).toBeDefined();
  await userEvent.click(screen.getByRole("button", { name: "Pin again…" }));
  expect(await screen.findByRole("dialog", { name: "Pin the message in the group?" })).toBeDefined();
});

test.each([
  ["that was not done", { until: null, refused: { reason: "group_suspended", code: 131_207 }, erased: false }],
  ["of somebody who was erased", { until: NOW + 86_400_000, refused: null, erased: true }],
])("a pin %s is put away although nothing can be sent", async (_, some) => {
  const town = stage(<Club />, NOW, (prepared) => {
    const [message = 0] = messagesOf(prepared);
    pinsOf(prepared).push({ message_id: message, sender: null, kind: "text", words: "Чай", busy: false, ...some });
    const club = prepared.chats.find(({ row }) => row.chat_id === CLUB);
    if (club !== undefined) club.detail.window = { state: "closed", closed: NOW - 1 };
  });
  await userEvent.click(await screen.findByRole("button", { name: "Put away: Чай" }));
  await waitFor(() => expect(pinsOf(town)).toEqual([]));
});

test("what cannot be done in groups is named by what the number can", async () => {
  stage(<Club />, NOW);
  await screen.findByText("Tea Club");
  await screen.findByText("Not taken there: buttons and lists, places, contact cards, reactions.");
  expect(screen.getByText(/a name after @ goes out as plain text/u)).toBeDefined();
});

const line = (some: Partial<GroupLine>): GroupLine => ({
  line: 1,
  chat_id: CLUB,
  subject: "Tea Club",
  at: NOW,
  happened: "joined",
  contact_id: 5,
  name: "Лейла М.",
  operator: null,
  words: null,
  ...some,
});

test("what happened says who approved and why somebody was removed, and counts what was missed", async () => {
  const gone = ["Олег П.", "Ержан Бекенов", "Саша Ан"].map((name) => line({ happened: "found_gone", name }));
  stage(
    <>
      <GroupLines lines={[line({ operator: "Mira Halonen" })]} />
      <GroupLines lines={[line({ happened: "removed", operator: "Kaisa", words: "Реклама" })]} />
      <GroupLines lines={gone} />
    </>,
    NOW,
  );
  await screen.findByText(/Лейла М\. joined with the invite link, approved by you · 14:08/u);
  expect(screen.getByText(/Лейла М\. was removed by Kaisa/u)).toBeDefined();
  expect(screen.getByText("Reason: Реклама")).toBeDefined();
  expect(screen.getByText(/3 departures were missed: Олег П\., Ержан Бекенов, Саша Ан/u)).toBeDefined();
});
