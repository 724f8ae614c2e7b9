// @vitest-environment jsdom
import { act, cleanup, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import { openChat, useNavigation } from "@/app/navigation.ts";
import type { FakeTown } from "@/host/fake/town.ts";
import { HostError } from "@/host/host.ts";
import { useChat } from "@/host/queries.ts";
import { stage } from "@/test/stage.tsx";
import { MemberBlock } from "./MemberBlock.tsx";

const NOW = new Date(2026, 10, 19, 14, 8).getTime();
const [ANNA, TOMAS, LENA] = [1, 3, 7] as const;

afterEach(() => {
  cleanup();
  act(() => openChat(null));
});

function Panel({ chat }: { chat: number }) {
  const { data } = useChat(chat);
  return data?.contact == null ? null : <MemberBlock contact={data.contact.contact_id} />;
}

async function open(chat: number, prepare: (town: FakeTown) => void = () => {}) {
  const town = stage(<Panel chat={chat} />, NOW, prepare);
  const block = within(await screen.findByRole("region", { name: "Member" }));
  return { town, block };
}

const contactOf = ({ chats }: FakeTown, chat: number) =>
  chats.find(({ row }) => row.chat_id === chat)?.row.contact_id ?? 0;

test("fields that are filled in and the user id stand there in words", async () => {
  const { block } = await open(ANNA, (town) => {
    town.members.attributes.push({ attribute_id: 4, name: "Shoe size", kind: { kind: "number" } });
  });
  await block.findByText("14 May 1990");
  expect(block.getByText("Алматы")).toBeDefined();
  expect(block.getByText("KZ.13491208655302741918")).toBeDefined();
  expect(block.queryByText("Shoe size")).toBeNull();
});

test("of the groups the first three stand there, each a way to it, and how many more there are", async () => {
  const { block } = await open(TOMAS, (town) => {
    const person = { contact_id: contactOf(town, TOMAS), name: "Tomás Ribeiro", phone_masked: null };
    for (const group of town.groups.groups)
      if (!group.people.some(({ contact_id: id }) => id === person.contact_id))
        group.people.push({ ...person, joined: NOW, chat_id: TOMAS });
  });
  const groups = within(await block.findByRole("list", { name: "Groups" }));
  expect(groups.getAllByRole("button").map((one) => one.textContent)).toEqual([
    "Закупка «Осень»",
    "Мастер-класс 29 ноября",
    "Новые поступления",
    "5 more groups",
  ]);
  await userEvent.click(groups.getByRole("button", { name: "Новые поступления" }));
  expect(useNavigation.getState()).toMatchObject({ screen: "groups", group: 23 });
});

test("where nothing is known there is only the way to the person's own page", async () => {
  const { town, block } = await open(LENA, ({ groups }) => (groups.groups = []));
  expect(block.queryByRole("list")).toBeNull();
  expect(block.queryByRole("term")).toBeNull();
  await userEvent.click(block.getByRole("button", { name: "Open member: fields, groups and history" }));
  expect(useNavigation.getState()).toMatchObject({ screen: "members", member: contactOf(town, LENA) });
});

test("of somebody who was merged with another the other's page is opened", async () => {
  const { town, block } = await open(LENA, (made) => made.members.merge(contactOf(made, ANNA), contactOf(made, LENA)));
  await block.findByText("14 May 1990");
  await userEvent.click(block.getByRole("button", { name: /^Open member/u }));
  expect(useNavigation.getState().member).toBe(contactOf(town, ANNA));
});

test("the person is asked for once the panel was drawn, not with the chat", async () => {
  const asked = vi.fn<() => void>();
  const frame = vi.spyOn(window, "requestAnimationFrame").mockReturnValue(0);
  const { block } = await open(ANNA, ({ members }) => {
    const view = members.view.bind(members);
    members.view = (contact) => (asked(), view(contact));
  });
  expect(asked).not.toHaveBeenCalled();
  act(() => frame.mock.calls.forEach(([run]) => run(0)));
  await block.findByText("14 May 1990");
  expect(asked).toHaveBeenCalledOnce();
  frame.mockRestore();
});

test("whoever is not known any more has no page to go to", async () => {
  stage(<Panel chat={ANNA} />, NOW, ({ members }) =>
    vi.spyOn(members, "view").mockImplementation(() => {
      throw new HostError({ code: "not_found", retry: { retry: "never" } });
    }),
  );
  await screen.findByRole("region", { name: "Member" });
  await vi.waitFor(() => expect(screen.queryByRole("region", { name: "Member" })).toBeNull());
});
