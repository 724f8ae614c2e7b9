// @vitest-environment jsdom
import { act, cleanup, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";

import { FakeTown } from "@/host/fake/town";
import { forgetToasts, stage } from "@/test/stage";
import { InviteDialog } from "./InviteDialog";

const NOW = new Date(2026, 10, 19, 14, 8).getTime();
const CLUB = 2;

afterEach(() => {
  act(forgetToasts);
  cleanup();
});

function opened(names: readonly string[]) {
  const known = new FakeTown(() => NOW).consent.people;
  const people = names.map((name) => known.find((one) => one.name === name)?.whom.contact_id ?? 0);
  const onClose = vi.fn<() => void>();
  const dialog = <InviteDialog chat={CLUB} subject="Tea Club · Almaty" people={people} onClose={onClose} />;
  return { town: stage(dialog, NOW), onClose, people };
}

test("of four the two free seats are given, one waits, and who may not be invited is named with the reason", async () => {
  opened(["Nino Kapanadze", "Илья Громов", "Jin Duan", "Sofia Haapala"]);
  const where = await screen.findByRole("region", { name: "Who goes where" });
  expect(within(where).queryByRole("img", { name: "8 of 8, 0 held" })).not.toBeNull();
  expect(within(where).queryByText("Wait for a seat")).not.toBeNull();
  expect(screen.queryByText("1 of 4 is left out.")).not.toBeNull();
  expect(screen.queryByText("Sofia Haapala: never asked about invitations")).not.toBeNull();
});

test("Ctrl+Enter invites wherever the focus stands, with the day until which the seats are held", async () => {
  const { town, onClose, people } = opened(["Nino Kapanadze", "Илья Громов", "Jin Duan"]);
  await screen.findByRole("button", { name: /Invite 3 people/u });
  screen.getByRole("dialog").focus();
  await userEvent.keyboard("{Control>}{Enter}{/Control}");
  await waitFor(() => expect(onClose).toHaveBeenCalled());
  expect(town.invitations.asked).toMatchObject({
    chat_id: CLUB,
    people,
    message: { name: "group_invitation", blanks: { 1: { blank: "link" } } },
    waiting: { name: "group_waiting", blanks: { 1: { blank: "person" } } },
    until: expect.any(Number),
  });
});

test("those who wait are told nothing where that is switched off", async () => {
  const { town } = opened(["Nino Kapanadze", "Илья Громов", "Jin Duan"]);
  await userEvent.click(await screen.findByRole("checkbox", { name: "Tell those who wait" }));
  await userEvent.click(screen.getByRole("button", { name: /Invite 3 people/u }));
  await waitFor(() => expect(town.invitations.asked).toMatchObject({ waiting: null }));
});

test("where nobody may be invited nothing is sent, and the button says why", async () => {
  const { town } = opened(["Sofia Haapala"]);
  const button = await screen.findByRole("button", { name: /Invite/u });
  expect(button.getAttribute("aria-disabled")).toBe("true");
  await userEvent.keyboard("{Control>}{Enter}{/Control}");
  expect(town.invitations.asked).toBeUndefined();
});
