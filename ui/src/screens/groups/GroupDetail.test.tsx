// @vitest-environment jsdom
import { act, cleanup, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { type ReactNode, type Ref, useImperativeHandle } from "react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { type GroupTab, openGroup, useNavigation } from "@/app/navigation";
import { ToastArea } from "@/components";
import type { GroupFault } from "@/host/contract";
import type { FakeTown } from "@/host/fake/town";
import { forgetToasts, stage } from "@/test/stage";
import GroupsScreen from "./GroupsScreen";
import { closeDialog } from "./view";

// A page without layout shows every line.
vi.mock("virtua", () => ({
  Virtualizer: ({ children, ref }: { children: ReactNode; ref?: Ref<unknown> }) => {
    useImperativeHandle(ref, () => ({ scrollToIndex: () => {} }));
    return children;
  },
}));

const NOW = new Date(2026, 10, 19, 14, 8).getTime();
const CLUB = 2;

beforeEach(() => {
  window.matchMedia = vi.fn<() => MediaQueryList>(
    () => ({ matches: false, addEventListener() {}, removeEventListener() {} }) as unknown as MediaQueryList,
  );
});

afterEach(() => {
  act(closeDialog);
  act(forgetToasts);
  cleanup();
});

async function open(tab: GroupTab, prepare: (town: FakeTown) => void = () => {}, group = CLUB) {
  openGroup(group, tab);
  const town = stage(
    <>
      <GroupsScreen />
      <ToastArea />
    </>,
    NOW,
    prepare,
  );
  await screen.findByRole("tab", { selected: true });
  return town;
}

const click = (name: string | RegExp) => userEvent.click(screen.getByRole("button", { name }));
const refusing = (fault: GroupFault) => (town: FakeTown) => {
  const group = town.groups.group(CLUB);
  town.groups.refuses = [fault];
  town.groups.ask(group, { act: "change", subject: "Чай", description: null }, () => {});
};

test("what WhatsApp did not do stands in the group with its reason and a way on", async () => {
  const reason = { reason: "parameter", code: 100 };
  await open("overview", refusing({ part: { part: "subject" }, reason }));
  const acts = within(screen.getByRole("region", { name: "Asked of WhatsApp" }));
  expect(acts.getByText("Rename to “Чай”")).toBeDefined();
  expect(acts.getByText(/^Name: WhatsApp did not take what was filled in/u)).toBeDefined();
  await userEvent.click(acts.getByRole("button", { name: "Put away: Rename to “Чай”" }));
  await waitFor(() => expect(screen.queryByRole("region", { name: "Asked of WhatsApp" })).toBeNull());
});

test("seats are told in words, and comparing now says what it found and where", async () => {
  const town = await open("overview", ({ groups }) => (groups.differs = 3));
  expect(screen.getByRole("img", { name: "6 of 8 seats taken, 2 seats free" })).toBeDefined();
  expect(screen.getByText(/Compared with WhatsApp: 13:40\. Nothing differs\./u)).toBeDefined();
  await click("Compare now");
  await screen.findByText(/Compared with WhatsApp: 14:08\. 3 differences were found\./u);
  await click("Show in the activity");
  expect(useNavigation.getState().groupTab).toBe("activity");
  expect(town.groups.group(CLUB).found).toBe(3);
});

test("what comparing found stays until it is put away", async () => {
  const town = await open("overview", ({ groups }) => (groups.group(CLUB).found = 2));
  expect(screen.getByText(/2 differences were found\./u)).toBeDefined();
  await click("Put away");
  await screen.findByText(/Nothing differs\./u);
  expect(town.groups.group(CLUB).found).toBe(0);
});

test("many seats are one bar", async () => {
  await open("overview", ({ groups }) => {
    const group = groups.group(CLUB);
    group.row = { ...group.row, seats: 1024 };
  });
  expect(screen.getByRole("img", { name: "6 of 1,024 seats taken, 1,018 seats free" }).className).toContain("bar");
});

test("replacing the link says what it breaks before", async () => {
  const town = await open("overview");
  const before = town.groups.group(CLUB).link?.link;
  await click("Replace…");
  const dialog = within(await screen.findByRole("alertdialog", { name: /^Replace the invite link/u }));
  expect(dialog.getByText(/every printed QR code stops working at once/u)).toBeDefined();
  expect(document.activeElement?.textContent).toBe("Cancel");
  await userEvent.click(dialog.getByRole("button", { name: "Replace the link" }));
  await waitFor(() => expect(town.groups.group(CLUB).link?.link).not.toBe(before));
});

test("people are removed with a reason, several at once, and it is said that they cannot come back", async () => {
  const town = await open("participants");
  await userEvent.click(await screen.findByRole("checkbox", { name: "Choose Олег П." }));
  await userEvent.click(screen.getByRole("checkbox", { name: "Choose Jonas Dahl" }));
  await click("Remove…");
  const dialog = within(await screen.findByRole("alertdialog", { name: "Remove 2 participants from this group?" }));
  expect(dialog.getByText(/^None of them can come back by any link/u)).toBeDefined();
  const sure = () => dialog.getByRole("button", { name: "Remove" });
  expect(sure().getAttribute("aria-disabled")).toBe("true");
  await userEvent.type(dialog.getByRole("textbox", { name: "Reason" }), "spam");
  await userEvent.click(sure());
  await waitFor(() => expect(town.groups.group(CLUB).people).toHaveLength(4));
  await userEvent.click(screen.getByRole("tab", { name: "Activity" }));
  expect(await screen.findByText("Олег П. was removed by Mira Halonen")).toBeDefined();
  expect(screen.getAllByText("Reason: spam")).toHaveLength(2);
});

test("a chat with a participant is opened where there is one", async () => {
  await open("participants");
  await userEvent.click(await screen.findByRole("button", { name: "Open the chat: Tomás Ribeiro" }));
  expect(useNavigation.getState()).toMatchObject({ screen: "inbox", chat: 3 });
});

test("a name is counted and changed; what was not touched is not sent", async () => {
  const town = await open("settings");
  const name = await screen.findByRole("textbox", { name: "Name of the group" });
  await userEvent.clear(name);
  await userEvent.type(name, "ч".repeat(129));
  expect(screen.getByText("At most 128 letters. Shorten it.")).toBeDefined();
  await userEvent.clear(name);
  await userEvent.type(name, "Чайный клуб");
  await click("Save");
  await screen.findByRole("heading", { level: 1, name: "Чайный клуб" });
  expect(town.groups.history[0]).toMatchObject({ happened: "renamed", words: "Чайный клуб" });
});

test("a picture that WhatsApp would not take is not uploaded", async () => {
  const town = await open("settings");
  const added = vi.spyOn(town.answers, "attachment_add");
  const file = new File([new Uint8Array(200)], "logo.jpg", { type: "image/jpeg" });
  await userEvent.upload(await screen.findByLabelText("Picture of the group"), file);
  expect(await screen.findByText(/^WhatsApp takes a JPEG only/u)).toBeDefined();
  expect(added).not.toHaveBeenCalled();
});

test("a group is deleted only once its name was typed", async () => {
  const town = await open("settings");
  await click("Delete the group…");
  const dialog = within(await screen.findByRole("alertdialog"));
  expect(dialog.getByText(/6 people lose the group.*2 join requests/u)).toBeDefined();
  const sure = () => dialog.getByRole("button", { name: "Delete the group" });
  await userEvent.type(dialog.getByRole("textbox"), "Tea Club");
  expect(sure().getAttribute("aria-disabled")).toBe("true");
  await userEvent.type(dialog.getByRole("textbox"), " · Almaty");
  await userEvent.click(sure());
  await screen.findByText("This group was deleted.");
  expect(town.groups.group(CLUB).row.deleted).toBe(true);
});

test("a suspended group says what that means and what to do", async () => {
  await open("overview", () => {}, 21);
  expect(screen.getByRole("alert").textContent).toContain("You can read it, not write.");
  await click("What to do");
  expect(await screen.findByText(/ask for a review there/u)).toBeDefined();
});
