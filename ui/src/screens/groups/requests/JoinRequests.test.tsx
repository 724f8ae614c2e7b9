// @vitest-environment jsdom
import { act, cleanup, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { undoLast, useUndo } from "@/app/undo";
import { ToastArea } from "@/components";
import { TOAST_STAYS } from "@/components/Toast";
import type { ChatId } from "@/host/contract";
import type { FakeTown } from "@/host/fake/town";
import { useGroup } from "@/host/groups";
import { dispatch } from "@/keys/dispatch";
import { forgetToasts, stage } from "@/test/stage";
import { JoinBlock } from "../../inbox/context/JoinBlock";
import { useHeld } from "./held";
import { JoinRequests } from "./JoinRequests";

const NOW = new Date(2026, 10, 19, 14, 8).getTime();
const CLUB = 2;
const onKey = (event: KeyboardEvent) => dispatch(event, "groups", { letterKeys: true, enterSends: true });

beforeEach(() => window.addEventListener("keydown", onKey));

afterEach(() => {
  window.removeEventListener("keydown", onKey);
  cleanup();
  act(forgetToasts);
  useHeld.setState({ ids: new Set() });
  useUndo.setState({ steps: [] });
  vi.useRealTimers();
});

function Of({ group, small }: { group: ChatId; small: boolean }) {
  const { data } = useGroup(group);
  if (data === undefined) return null;
  return small ? <JoinBlock group={data} /> : <JoinRequests group={data} />;
}

async function open(prepare: (town: FakeTown) => void = () => {}, small = false) {
  const town = stage(
    <>
      <Of group={CLUB} small={small} />
      <ToastArea />
    </>,
    NOW,
    prepare,
  );
  await screen.findByText("Marta Vilks");
  return town;
}

const press = (code: string, held: KeyboardEventInit = {}) =>
  fireEvent.keyDown(document.activeElement ?? document.body, { code, key: code, ...held });
const row = (name: RegExp) => within(screen.getByRole("row", { name }));
const asking = () => screen.queryAllByRole("row").map((one) => one.querySelector(".request__name")?.textContent);
const inGroup = (town: FakeTown) => town.groups.group(CLUB).people.map(({ name }) => name);

test("a request says since when, how it stands with invitations, and whether we removed the person before", async () => {
  await open(({ groups }) => {
    const invited = { operator: "Mira Halonen", at: NOW - 3 * 86_400_000 };
    groups.asks(CLUB, "Олег Н.", { removed_before: true, consent: "withdrawn", invited });
  });
  expect(row(/Олег Н\./u).getByText(/^Invited by Mira Halonen, Mon; asked/u)).toBeDefined();
  expect(row(/Marta Vilks/u).getByText("By the link, asked 2 h ago")).toBeDefined();
  expect(row(/Marta Vilks/u).getByText("no record")).toBeDefined();
  expect(row(/Дана Касымова/u).getByText("group consent")).toBeDefined();
  expect(row(/Олег Н\./u).getByText("removed before")).toBeDefined();
  expect(row(/Олег Н\./u).getByText("Withdrawn")).toBeDefined();
});

test("Y lets the focused one in, and the focus goes to the next", async () => {
  const town = await open();
  expect(document.activeElement?.textContent).toContain("Marta Vilks");
  press("KeyY");
  expect(document.activeElement?.textContent).toContain("Дана Касымова");
  await waitFor(() => expect(asking()).toEqual(["Дана Касымова"]));
  expect(inGroup(town)).toContain("Marta Vilks");
});

test("an approval is shown as going on until WhatsApp told, and is not asked twice", async () => {
  const town = await open(({ groups }) => (groups.holds = true));
  press("KeyY");
  await row(/Marta Vilks/u).findByText("Approving…");
  press("ArrowUp");
  press("KeyY");
  press("KeyD");
  expect(asking()).toEqual(["Marta Vilks", "Дана Касымова"]);
  expect(town.groups.group(CLUB).acts).toHaveLength(1);
  expect(inGroup(town)).not.toContain("Marta Vilks");
});

test("D holds the decline back: it can be undone until it is sent, and not after", async () => {
  const town = await open();
  vi.useFakeTimers({ shouldAdvanceTime: true });
  press("KeyD");
  expect(screen.getByText("Declined: Marta Vilks")).toBeDefined();
  expect(asking()).toEqual(["Дана Касымова"]);
  act(() => void undoLast());
  expect(asking()).toEqual(["Marta Vilks", "Дана Касымова"]);
  press("KeyD");
  const [declined] = asking();
  act(() => vi.advanceTimersByTime(TOAST_STAYS + 50));
  await waitFor(() => expect(town.groups.group(CLUB).requests).toHaveLength(1));
  expect(asking()).toEqual([declined]);
  expect(undoLast()).toBe(false);
});

test("Shift and arrows take several along; only as many come in as there are seats", async () => {
  const town = await open(({ groups }) => groups.asks(CLUB, "Нино К."));
  expect(screen.getByText(/^Only 2 seats are free\./u)).toBeDefined();
  press("ArrowDown", { shiftKey: true });
  press("ArrowDown", { shiftKey: true });
  expect(screen.getAllByRole("row").filter((one) => one.className.includes("picked"))).toHaveLength(3);
  press("KeyY");
  await waitFor(() => expect(asking()).toEqual(["Нино К."]));
  expect(inGroup(town)).toHaveLength(8);
  expect(screen.getByText(/^All 8 seats are taken\. Whoever asks stays here/u)).toBeDefined();
  press("KeyY");
  expect(
    row(/Нино К\./u)
      .getByRole("button", { name: "Approve Нино К." })
      .getAttribute("aria-disabled"),
  ).toBe("true");
});

test("going back lets go of the one that was taken along", async () => {
  await open();
  press("ArrowDown", { shiftKey: true });
  press("ArrowUp", { shiftKey: true });
  const picked = screen.getAllByRole("row").filter((one) => one.className.includes("picked"));
  expect(picked.map((one) => one.querySelector(".request__name")?.textContent)).toEqual(["Marta Vilks"]);
});

function holdSeats(town: FakeTown, ...names: string[]) {
  const row = { operator: "Mira Halonen", at: NOW, state: "invited", held_until: NOW + 1, phone_masked: null } as const;
  const far = { status: null, joined_at: null, spoke_at: null };
  const rows = names.map((name, at) => ({ ...row, ...far, chat: CLUB, invitation_id: at, contact_id: 900 + at, name }));
  town.invitations.rows.push(...rows);
  const group = town.groups.group(CLUB);
  group.row = { ...group.row, held: names.length };
}

test("where only held seats are left it is said for whom, and at the button that takes one", async () => {
  await open((town) => {
    holdSeats(town, "Нино К.");
    const club = town.groups.group(CLUB);
    club.row = { ...club.row, seats: 7 };
  });
  const words = await screen.findByText("The last seat is held for Нино К.: whoever you approve takes it.");
  const approve = row(/Marta Vilks/u).getByRole("button", { name: "Approve Marta Vilks" });
  expect(approve.getAttribute("aria-describedby")).toBe(words.id);
});

test("of several held seats it is said how many are left, and nothing where another seat is free", async () => {
  await open((town) => holdSeats(town, "Нино К.", "Саша"));
  await screen.findByText(/^The 2 seats that are left are held/u);
  cleanup();
  await open((town) => holdSeats(town, "Нино К."));
  expect(screen.queryByText(/held for/u)).toBeNull();
});

test("a suspended group lets nobody in and says why; a decline is still possible", async () => {
  await open(({ groups }) => {
    const group = groups.group(CLUB);
    group.row = { ...group.row, suspended: true };
  });
  press("KeyY");
  expect(asking()).toHaveLength(2);
  press("KeyD");
  expect(asking()).toHaveLength(1);
});

test("beside the chat the same requests are decided by two buttons", async () => {
  const town = await open(() => {}, true);
  fireEvent.click(screen.getByRole("button", { name: "Approve Дана Касымова" }));
  await waitFor(() => expect(screen.queryByText("Дана Касымова")).toBeNull());
  expect(inGroup(town)).toContain("Дана Касымова");
  fireEvent.click(screen.getByRole("button", { name: "Decline Marta Vilks" }));
  expect(screen.queryByText("Marta Vilks")).toBeNull();
  expect(town.groups.group(CLUB).requests).toHaveLength(1);
});
