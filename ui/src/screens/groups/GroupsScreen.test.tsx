// @vitest-environment jsdom
import { act, cleanup, fireEvent, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { type ReactNode, type Ref, useImperativeHandle } from "react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { keepFocus } from "@/app/lost-focus";
import { openGroup, useNavigation } from "@/app/navigation";
import { ToastArea } from "@/components";
import type { FakeTown } from "@/host/fake/town";
import { HostError } from "@/host/host";
import { dispatch } from "@/keys/dispatch";
import { forgetToasts, stage } from "@/test/stage";
import GroupsScreen from "./GroupsScreen";
import { closeDialog, useGroupsView } from "./view";

// A page without layout shows every line, and scrolls to its end by a button.
vi.mock("virtua", () => ({
  Virtualizer: ({ children, onScroll, ref }: { children: ReactNode; onScroll?: () => void; ref?: Ref<unknown> }) => {
    useImperativeHandle(ref, () => ({
      findItemIndex: () => 100_000,
      scrollOffset: 0,
      viewportSize: 0,
      scrollToIndex: () => {},
    }));
    return (
      <>
        {children}
        <button type="button" onClick={onScroll}>
          {"to the end"}
        </button>
      </>
    );
  },
}));

const NOW = new Date(2026, 10, 19, 14, 8).getTime();
const onKey = (event: KeyboardEvent) => dispatch(event, "groups", { letterKeys: true, enterSends: true });

beforeEach(() => {
  window.matchMedia = vi.fn<() => MediaQueryList>(
    () => ({ matches: false, addEventListener() {}, removeEventListener() {} }) as unknown as MediaQueryList,
  );
  window.addEventListener("keydown", onKey);
  useGroupsView.setState({ query: "", filter: "all", last: null, open: null });
  openGroup(null);
});

afterEach(() => {
  window.removeEventListener("keydown", onKey);
  act(closeDialog);
  act(forgetToasts);
  cleanup();
});

function open(prepare: (town: FakeTown) => void = () => {}) {
  return stage(
    <>
      <GroupsScreen />
      <ToastArea />
    </>,
    NOW,
    prepare,
  );
}

const press = (code: string, held: KeyboardEventInit = {}) =>
  fireEvent.keyDown(document.activeElement ?? document.body, { code, key: code, ...held });
const list = () => within(screen.getByRole("region", { name: "List of groups" }));
const names = () =>
  list()
    .getAllByRole("link")
    .filter((link) => link.dataset["group"] !== undefined)
    .map((link) => link.querySelector(".group-row__name")?.textContent);

test("groups stand under what they are for, with their seats, who asks, and what is wrong", async () => {
  open();
  await list().findByRole("link", { name: /Закупка/u });
  expect(
    list()
      .getAllByRole("heading", { level: 3 })
      .map((one) => one.textContent),
  ).toEqual(["Announcement", "Support", "Community"]);
  expect(list().getByRole("link", { name: /Закупка.*6 of 8 seats taken.*suspended/u })).toBeDefined();
  expect(list().getByRole("link", { name: /Новые поступления.*8 of 8 seats taken.*full/u })).toBeDefined();
  expect(list().getByRole("link", { name: /Almaty.*2 people ask to enter/u })).toBeDefined();
});

test("the group in which somebody waits is shown first, and the one who waits longest has the focus", async () => {
  open();
  await screen.findByRole("heading", { level: 1, name: "Tea Club · Almaty" });
  await waitFor(() => expect(document.activeElement?.textContent).toContain("Marta Vilks"));
});

test("the list is narrowed by letters and by a filter, and says so when nothing fits", async () => {
  open();
  await list().findByRole("link", { name: /Закупка/u });
  await userEvent.type(screen.getByRole("searchbox", { name: "Search groups" }), "клуб нет");
  await userEvent.click(await screen.findByRole("button", { name: "Show all groups" }));
  await userEvent.click(screen.getByRole("button", { name: "Filter" }));
  await userEvent.click(await screen.findByRole("menuitem", { name: "Suspended" }));
  await waitFor(() => expect(names()).toEqual(["Закупка «Осень»"]));
});

test("arrows and J walk the list; the next page is read near its end", async () => {
  const town = open(({ groups }) => {
    const [like] = groups.groups;
    if (like === undefined) return;
    for (let at = 1; at <= 150; at++) {
      const row = { ...like.row, chat_id: 9000 + at, subject: `Nr ${at}`, kind: null };
      groups.groups.push({ ...like, row });
    }
  });
  await list().findByRole("link", { name: /Nr 92/u });
  expect(list().queryByRole("link", { name: /Nr 93/u })).toBeNull();
  const asked = vi.spyOn(town.groups, "page");
  await userEvent.click(list().getByText("to the end"));
  await list().findByRole("link", { name: /Nr 150/u });
  expect(asked.mock.calls.map(([request]) => request.after)).toEqual(["100"]);
  list()
    .getByRole("link", { name: /Almaty/u })
    .focus();
  press("KeyJ");
  await screen.findByRole("heading", { level: 1, name: "Tea Club · Astana" });
  press("ArrowUp");
  await screen.findByRole("heading", { level: 1, name: "Tea Club · Almaty" });
});

test("a group that could not be made stands above the list with its reason, and is tried again or put away", async () => {
  const town = open(({ groups }) => {
    groups.refuses = [{ part: { part: "whole" }, reason: { reason: "groups_off", code: 131_214 } }];
    const act = { act: "create", subject: "Club 2", description: "", approval: true, kind: null, topic: null } as const;
    groups.ask(null, act, () => {});
  });
  const making = within(await screen.findByRole("region", { name: "Groups being made" }));
  expect(making.getByText(/^WhatsApp stopped this number from making groups/u)).toBeDefined();
  await userEvent.click(making.getByRole("button", { name: "Try again: Make the group “Club 2”" }));
  await making.findByText(/^WhatsApp took it and tells later/u);
  expect(making.queryByRole("button")).toBeNull();
  act(() => {
    Object.assign(town.groups.making[0] ?? {}, { state: "unknown" });
    town.changed("groups");
  });
  await making.findByText(/^The answer was lost, so the group may exist/u);
  await userEvent.click(making.getByRole("button", { name: "Put away: Make the group “Club 2”" }));
  await waitFor(() => expect(screen.queryByRole("region", { name: "Groups being made" })).toBeNull());
});

test("a new group is made with what it is for; before, it says what cannot be changed", async () => {
  const town = open();
  await list().findByRole("link", { name: /Закупка/u });
  press("KeyN", { ctrlKey: true });
  const dialog = within(await screen.findByRole("dialog", { name: "New group" }));
  expect(
    dialog.getByText(/cannot be changed later. Seats can be held for somebody only with approval on/u),
  ).toBeDefined();
  await userEvent.type(dialog.getByRole("textbox", { name: "Name of the group" }), "Tea Club · Almaty 2");
  expect(dialog.getByText("19 of 128")).toBeDefined();
  await userEvent.keyboard("{Control>}{Enter}{/Control}");
  await list().findByRole("link", { name: /Almaty 2/u });
  expect(town.groups.groups.at(-1)).toMatchObject({
    approval: true,
    row: { subject: "Tea Club · Almaty 2", kind: null },
  });
});

test("a number that may not have groups says why and what to do", async () => {
  open(({ groups }) => {
    groups.numbers = groups.numbers.map((one) => ({ ...one, may: false }));
  });
  await list().findByRole("link", { name: /Закупка/u });
  await userEvent.click(screen.getByRole("button", { name: "New group" }));
  const dialog = within(await screen.findByRole("dialog", { name: "New group" }));
  expect(dialog.getByText(/Apply for one in WhatsApp Manager/u)).toBeDefined();
  expect(dialog.getByRole("button", { name: /Make the group/u }).getAttribute("aria-disabled")).toBe("true");
});

test("a list that cannot be read says so and is read again", async () => {
  open(({ groups }) => {
    const page = groups.page.bind(groups);
    const asked = vi.spyOn(groups, "page").mockImplementation((request) => {
      if (request.filter !== "all") return page(request);
      asked.mockRestore();
      throw new HostError({ code: "storage", retry: { retry: "never" } });
    });
  });
  await screen.findByText("The groups could not be read");
  await userEvent.click(screen.getByRole("button", { name: "Try again" }));
  expect(await list().findByRole("link", { name: /Закупка/u })).toBeDefined();
});

test("without groups it says what will stand there", async () => {
  open(({ groups }) => (groups.groups = []));
  expect(await screen.findByText("No groups yet")).toBeDefined();
  expect(useNavigation.getState().group).toBeNull();
});

test("the focus is back where it was once people were chosen and looked at, each in a dialog of its own", async () => {
  const stop = keepFocus();
  open();
  const tab = await screen.findByRole("tab", { name: "Overview" });
  act(() => tab.focus());
  press("KeyI");
  await screen.findByRole("dialog", { name: /^Invite to/u });
  await userEvent.keyboard("Анна");
  await waitFor(() => expect(screen.getAllByRole("option").length).toBeGreaterThan(0));
  await userEvent.keyboard("{Enter}{Control>}{Enter}{/Control}");
  await screen.findByRole("dialog", { name: /^Invite 1 person/u });
  await userEvent.keyboard("{Escape}");
  await waitFor(() => expect(document.activeElement).toBe(tab));
  stop();
});
