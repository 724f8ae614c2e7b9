// @vitest-environment jsdom
import { act, cleanup, fireEvent, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { type ReactNode, type Ref, useImperativeHandle } from "react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { openGroup, openRequests, useNavigation } from "@/app/navigation";
import { undoLast, useUndo } from "@/app/undo";
import { ToastArea } from "@/components";
import { TOAST_STAYS } from "@/components/Toast";
import type { JoinDecide } from "@/host/contract";
import type { FakeTown } from "@/host/fake/town";
import { HostError } from "@/host/host";
import { dispatch } from "@/keys/dispatch";
import { forgetToasts, stage } from "@/test/stage";
import GroupsScreen from "../../GroupsScreen";
import { closeDialog, useGroupsView } from "../../view";
import { useHeld } from "../held";

// A page without layout shows every group.
vi.mock("virtua", () => ({
  Virtualizer: ({ children, ref }: { children: ReactNode; ref?: Ref<unknown> }) => {
    useImperativeHandle(ref, () => ({ scrollToIndex: () => {} }));
    return children;
  },
}));

const NOW = new Date(2026, 10, 19, 14, 8).getTime();
const [CLUB, TBILISI, ASTANA] = [2, 25, 24] as const;
const onKey = (event: KeyboardEvent) => dispatch(event, "groups", { letterKeys: true, enterSends: true });

beforeEach(() => {
  window.matchMedia = vi.fn<() => MediaQueryList>(
    () => ({ matches: false, addEventListener() {}, removeEventListener() {} }) as unknown as MediaQueryList,
  );
  window.addEventListener("keydown", onKey);
  useGroupsView.setState({ query: "", filter: "all", last: null, open: null });
  openRequests();
});

afterEach(() => {
  window.removeEventListener("keydown", onKey);
  act(closeDialog);
  act(() => openGroup(null));
  act(forgetToasts);
  cleanup();
  useHeld.setState({ ids: new Set() });
  useUndo.setState({ steps: [] });
  vi.useRealTimers();
});

/** Two ask to enter the club, which has two seats; one Tbilisi, where there is room; one Astana, which is full. */
async function open(prepare: (town: FakeTown) => void = () => {}) {
  const town = stage(
    <>
      <GroupsScreen />
      <ToastArea />
    </>,
    NOW,
    (made) => {
      made.groups.asks(TBILISI, "Нино К.", { at: NOW - 60_000, consent: "confirmed" });
      made.groups.asks(ASTANA, "Саша Т.", { at: NOW - 30_000, removed_before: true });
      prepare(made);
    },
  );
  const decided = vi.spyOn(town.answers, "join_decide");
  await page().findByText("Tea Club · Astana");
  return { town, sent: () => decided.mock.calls.map(([request]) => request satisfies JoinDecide) };
}

const page = () => within(screen.getByRole("region", { name: "Join requests of all groups" }));
const press = (code: string, held: KeyboardEventInit = {}) =>
  fireEvent.keyDown(document.activeElement ?? document.body, { code, key: code, ...held });
const row = (name: RegExp) => within(page().getByRole("row", { name }));
const asking = () =>
  page()
    .queryAllByRole("row")
    .map((one) => one.querySelector(".request__name")?.textContent);
const picked = () =>
  page()
    .queryAllByRole("row", { selected: true })
    .map((one) => one.querySelector(".request__name")?.textContent);
const bar = () => within(screen.getByRole("toolbar", { name: "Chosen requests" }));
const inGroup = (town: FakeTown, chat: number) => town.groups.group(chat).people.map(({ name }) => name);

test("whoever asks stands in one list, longest first, with the group and whether there is a seat", async () => {
  await open();
  expect(asking()).toEqual(["Marta Vilks", "Дана Касымова", "Нино К.", "Саша Т."]);
  expect(row(/Marta Vilks/u).getByText("2 seats free")).toBeDefined();
  expect(row(/Нино К\./u).getByText("5 seats free")).toBeDefined();
  expect(row(/Саша Т\./u).getByText("no seat free")).toBeDefined();
  const entry = screen.getByRole("link", { name: /Join requests.*4 people ask to enter/u });
  expect(entry.getAttribute("aria-current")).toBe("true");
  fireEvent.click(row(/Нино К\./u).getByRole("button", { name: "Open group: Tea Club · Tbilisi" }));
  await screen.findByRole("heading", { level: 1, name: "Tea Club · Tbilisi" });
  fireEvent.click(entry);
  expect(asking()).toHaveLength(4);
});

test("Y lets the focused one in and D declines the next, each in their own group", async () => {
  const { town, sent } = await open();
  press("KeyY");
  expect(document.activeElement?.textContent).toContain("Дана Касымова");
  await waitFor(() => expect(inGroup(town, CLUB)).toContain("Marta Vilks"));
  vi.useFakeTimers({ shouldAdvanceTime: true });
  press("KeyD");
  expect(screen.getByText("Declined: Дана Касымова")).toBeDefined();
  expect(sent()).toHaveLength(1);
  act(() => vi.advanceTimersByTime(TOAST_STAYS + 50));
  await waitFor(() => expect(asking()).toEqual(["Нино К.", "Саша Т."]));
  expect(sent().map(({ chat_id, approve }) => [chat_id, approve])).toEqual([
    [CLUB, true],
    [CLUB, false],
  ]);
});

test("several of several groups are let in at once, with the reason; of a full one nobody, and who is left stays chosen", async () => {
  const { town, sent } = await open();
  press("KeyA", { ctrlKey: true });
  expect(picked()).toHaveLength(4);
  await userEvent.type(bar().getByRole("textbox", { name: "Reason" }), "Tasting on Saturday");
  await userEvent.click(bar().getByRole("button", { name: /^Approve 3 of 4/u }));
  await waitFor(() => expect(asking()).toEqual(["Саша Т."]));
  expect(sent().map(({ chat_id, requests, reason }) => [chat_id, requests.length, reason])).toEqual([
    [CLUB, 2, "Tasting on Saturday"],
    [TBILISI, 1, "Tasting on Saturday"],
  ]);
  expect(inGroup(town, TBILISI)).toContain("Нино К.");
  expect(picked()).toEqual(["Саша Т."]);
  expect(
    bar()
      .getByRole("button", { name: /^Approve/u })
      .getAttribute("aria-disabled"),
  ).toBe("true");
});

test("a decline of several is held back, and taken back as one", async () => {
  const { sent } = await open();
  vi.useFakeTimers({ shouldAdvanceTime: true });
  press("ArrowDown");
  press("ArrowDown", { shiftKey: true });
  expect(picked()).toEqual(["Дана Касымова", "Нино К."]);
  press("KeyD");
  expect(asking()).toEqual(["Marta Vilks", "Саша Т."]);
  expect(screen.getByText("2 requests declined")).toBeDefined();
  act(() => void undoLast());
  expect(asking()).toHaveLength(4);
  act(() => vi.advanceTimersByTime(TOAST_STAYS + 50));
  expect(sent()).toEqual([]);
});

test("a decline goes out to each group when its time is over, whatever is shown by then", async () => {
  const { town, sent } = await open();
  vi.useFakeTimers({ shouldAdvanceTime: true });
  press("KeyA", { ctrlKey: true });
  press("KeyD");
  expect(page().getByText("Nobody asks to enter")).toBeDefined();
  act(() => openGroup(TBILISI));
  act(() => vi.advanceTimersByTime(TOAST_STAYS + 50));
  await waitFor(() => expect(sent().map(({ chat_id }) => chat_id)).toEqual([CLUB, TBILISI, ASTANA]));
  await waitFor(() => expect(town.groups.group(CLUB).requests).toEqual([]));
});

test("whom a seat is held for is let in before whoever asked longer", async () => {
  const { town } = await open(({ groups }) => {
    groups.asks(CLUB, "Илья Г.", { at: NOW, held: true });
    const club = groups.group(CLUB);
    club.row = { ...club.row, seats: 7, held: 1 };
  });
  expect(row(/Marta Vilks/u).getByText("1 seat, held")).toBeDefined();
  press("KeyA", { ctrlKey: true });
  press("KeyY");
  await waitFor(() => expect(inGroup(town, CLUB)).toContain("Илья Г."));
  expect(inGroup(town, CLUB)).toHaveLength(7);
  await waitFor(() => expect(asking()).toEqual(["Marta Vilks", "Дана Касымова", "Саша Т."]));
});

test("of whom it failed the reason stands in the row, and of nobody else", async () => {
  const { town } = await open();
  const marta = town.groups.group(CLUB).requests.find(({ name }) => name === "Marta Vilks")?.request_id ?? 0;
  town.groups.refuses = [
    { part: { part: "request", request: marta }, reason: { reason: "join_request_gone", code: 131_213 } },
  ];
  press("KeyY");
  expect(await row(/Marta Vilks/u).findByText(/\S/u, { selector: ".request__fault" })).toBeDefined();
  expect(row(/Дана Касымова/u).queryByText(/\S/u, { selector: ".request__fault" })).toBeNull();
});

test("a group whose command is refused says why in its rows and keeps no other from being done", async () => {
  const { town } = await open(({ answers }) => {
    const decide = answers.join_decide;
    answers.join_decide = (request) => {
      if (request.chat_id === TBILISI) throw new HostError({ code: "too_late", retry: { retry: "never" } });
      return decide(request);
    };
  });
  press("KeyA", { ctrlKey: true });
  press("KeyY");
  await row(/Нино К\./u).findByText(/^It has changed meanwhile\./u);
  await waitFor(() => expect(asking()).toEqual(["Нино К.", "Саша Т."]));
  expect(inGroup(town, CLUB)).toContain("Дана Касымова");
});

test("an approval is shown as going on until WhatsApp told, and takes its seat from the others", async () => {
  const { sent } = await open(({ groups }) => {
    groups.holds = true;
    const club = groups.group(CLUB);
    club.row = { ...club.row, seats: 7 };
  });
  press("KeyY");
  await row(/Marta Vilks/u).findByText("Approving…");
  await row(/Дана Касымова/u).findByText("no seat free");
  press("ArrowUp");
  press("KeyY");
  expect(sent()).toHaveLength(1);
});

test("people are chosen by a box, by the keys and by what is known of them; Escape lets go", async () => {
  await open();
  fireEvent.click(row(/Саша Т\./u).getByRole("checkbox", { name: "Choose Саша Т." }));
  expect(picked()).toEqual(["Саша Т."]);
  press("Space");
  expect(picked()).toEqual(["Marta Vilks", "Саша Т."]);
  press("Escape");
  expect(picked()).toEqual([]);
  await userEvent.click(page().getByRole("button", { name: "Choose…" }));
  await userEvent.click(await screen.findByRole("menuitem", { name: /^With consent/u }));
  expect(picked()).toEqual(["Дана Касымова", "Нино К."]);
  await userEvent.click(page().getByRole("button", { name: "Choose…" }));
  await userEvent.click(await screen.findByRole("menuitem", { name: /^Never removed/u }));
  expect(picked()).toEqual(["Marta Vilks", "Дана Касымова", "Нино К."]);
});

test("above the first group the arrows lead to the requests, and from there back to it", async () => {
  await open();
  act(() => openGroup(21));
  await screen.findByRole("heading", { level: 1, name: "Закупка «Осень»" });
  screen.getByRole("link", { name: /Закупка/u }).focus();
  press("ArrowUp");
  expect(page().getByText("Marta Vilks")).toBeDefined();
  screen.getByRole("link", { name: /Join requests/u }).focus();
  press("ArrowDown");
  await screen.findByRole("heading", { level: 1, name: "Закупка «Осень»" });
});

test("of many the first hundred stand there, and it says that others follow", async () => {
  await open(({ groups }) => {
    for (let at = 1; at <= 120; at++) groups.asks(CLUB, `Nr ${at}`, { at: NOW });
  });
  expect(asking()).toHaveLength(100);
  expect(page().getByText(/^100 of 124 are shown, longest first\./u)).toBeDefined();
  press("KeyA", { ctrlKey: true });
  expect(picked()).toHaveLength(100);
});

test("where nobody asks the list is not offered; where it is shown it says so", async () => {
  const { town } = await open();
  act(() => {
    for (const group of town.groups.groups) group.requests = [];
    town.changed("groups");
  });
  expect(await page().findByText("Nobody asks to enter")).toBeDefined();
  act(() => openGroup(CLUB));
  await waitFor(() => expect(screen.queryByRole("link", { name: /Join requests/u })).toBeNull());
  expect(useNavigation.getState().asking).toBe(false);
});
