// @vitest-environment jsdom
import { i18n } from "@lingui/core";
import { I18nProvider } from "@lingui/react";
import { QueryClientProvider } from "@tanstack/react-query";
import { cleanup, fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { undoLast, useUndo } from "../../../app/undo";
import { makeClient } from "../../../host/client";
import { HostProvider } from "../../../host/context";
import type { Schedule } from "../../../host/contract";
import { fakeHost } from "../../../host/fake/fake";
import { FakeTown } from "../../../host/fake/town";
import type { Host } from "../../../host/host";
import { dispatch } from "../../../keys/dispatch";
import { Schedules } from "./Schedules";
import { beginDraft } from "./useNewAction";
import { choose, useSchedulesView } from "./view";

// Thursday, 19 November 2026, 14:02 by the clock on the wall.
const NOW = new Date(2026, 10, 19, 14, 2).getTime();

let host: Host;
const rules = () => host.call("notification_rules", {});
const schedule = async (name: string): Promise<Schedule | undefined> =>
  (await rules()).schedules.find((one) => one.name === name);

const onKey = (event: KeyboardEvent) => dispatch(event, "notifications", { letterKeys: true, enterSends: true });

beforeEach(() => {
  vi.stubGlobal("CSS", { escape: (text: string) => text });
  useUndo.setState({ steps: [] });
  choose(null);
  window.addEventListener("keydown", onKey);
  host = fakeHost(new FakeTown(() => NOW));
});

async function open() {
  render(
    <I18nProvider i18n={i18n}>
      <HostProvider host={host}>
        <QueryClientProvider client={makeClient()}>
          <Schedules />
        </QueryClientProvider>
      </HostProvider>
    </I18nProvider>,
  );
  await screen.findByRole("heading", { name: "What may ring through “Night”" });
  await screen.findByRole("button", { name: "More about VIP" });
}

afterEach(() => {
  window.removeEventListener("keydown", onKey);
  cleanup();
  vi.unstubAllGlobals();
});

const blocks = (name: string) => within(screen.getByRole("list", { name })).getAllByRole("button");
const card = (name: string) => screen.getByRole("button", { name: new RegExp(`^${name} `) });

test("shows each schedule with its times, the first one chosen", async () => {
  await open();
  expect(card("Night").textContent).toBe("Night 22–08, Fri, Sat to 09");
  expect(card("Night").getAttribute("aria-pressed")).toBe("true");
  expect(card("Lunch").textContent).toBe("Lunch Mon–Fri 13–14");
});

test("a block is a list item that says its day and times, over midnight too", async () => {
  await open();
  expect(blocks("Night")[0]?.getAttribute("aria-label")).toBe("Night: Monday 22:00 to Tuesday 08:00");
  expect(blocks("Night")).toHaveLength(7);
});

test("arrows move a block, Shift and arrows resize it, and what came of it is kept once", async () => {
  await open();
  const save = vi.spyOn(host, "call");
  blocks("Night")[0]?.focus();
  await userEvent.keyboard("{ArrowRight}{ArrowRight}{Shift>}{ArrowRight}{/Shift}");
  expect(document.activeElement?.getAttribute("aria-label")).toBe("Night: Monday 22:30 to Tuesday 08:45");
  await waitFor(async () =>
    expect((await schedule("Night"))?.windows).toContainEqual({ days: [1], from: 1350, to: 525 }),
  );
  expect(save.mock.calls.filter(([name]) => name === "schedule_save")).toHaveLength(1);
});

test("Delete removes a block, and it can be taken back", async () => {
  await open();
  const before = (await schedule("Night"))?.windows;
  blocks("Night")[0]?.focus();
  await userEvent.keyboard("{Delete}");
  await waitFor(() => expect(blocks("Night")).toHaveLength(6));
  undoLast();
  await waitFor(() => expect(blocks("Night")).toHaveLength(7));
  expect(await schedule("Night")).toMatchObject({ windows: expect.arrayContaining([...(before ?? [])].slice(1)) });
});

test("Enter opens a block as fields, which change it", async () => {
  await open();
  blocks("Night")[0]?.focus();
  fireEvent.click(document.activeElement ?? document.body, { detail: 0 });
  const start = await screen.findByRole("textbox", { name: "Start" });
  await userEvent.clear(start);
  await userEvent.type(start, "21:30{Enter}");
  await waitFor(() =>
    expect(blocks("Night")[0]?.getAttribute("aria-label")).toBe("Night: Monday 21:30 to Tuesday 08:00"),
  );
});

test("a sentence is drawn while it is typed, and kept with its exceptions by Enter", async () => {
  await open();
  // Only «VIP» in any silence is there; for a label that rings through everything no second exception is made.
  beginDraft();
  const field = await screen.findByRole("textbox", { name: "New schedule" });
  await userEvent.type(field, "Siesta mon-fri 15-16 except VIP, wholesale");
  expect(blocks("Siesta")).toHaveLength(5);
  await userEvent.type(field, "{Enter}");
  await screen.findByRole("heading", { name: "What may ring through “Siesta”" });
  const made = await schedule("Siesta");
  expect(made).toMatchObject({
    on: true,
    quiet: "badge_only",
    windows: [{ days: [1, 2, 3, 4, 5], from: 900, to: 960 }],
  });
  const own = (await rules()).breakthroughs.filter((one) => one.schedule === made?.schedule_id);
  expect(own.map(({ condition }) => condition)).toEqual([{ when: "label", label: 2, direct: true }]);
});

test("a sentence that is none yet says what to do and keeps what was typed", async () => {
  await open();
  beginDraft();
  const field = await screen.findByRole("textbox", { name: "New schedule" });
  await userEvent.type(field, "Siesta 15-16 except boss{Enter}");
  expect(screen.getByText("There is no label “boss”. There are: VIP, wholesale, pickup")).toBeDefined();
  expect(await schedule("Siesta")).toBeUndefined();
  await userEvent.keyboard("{Escape}");
  expect(useSchedulesView.getState().draft).toBeNull();
});

test("a deleted schedule comes back with the exceptions that were its own", async () => {
  const before = await schedule("Night");
  const id = before?.schedule_id ?? 0;
  const [first] = (await rules()).breakthroughs;
  if (first === undefined) throw new Error("the town has exceptions");
  await host.call("breakthrough_save", { new: false, breakthrough: { ...first, schedule: id } });
  await open();
  await userEvent.click(screen.getByRole("button", { name: "Delete “Night”" }));
  await waitFor(async () => expect(await schedule("Night")).toBeUndefined());
  await waitFor(() => expect(undoLast()).toBe(true));
  await waitFor(async () => expect((await schedule("Night"))?.windows).toEqual(before?.windows));
  const back = await schedule("Night");
  await waitFor(async () => expect((await rules()).breakthroughs[0]?.schedule).toBe(back?.schedule_id));
});

test("a switch acts at once and can be taken back", async () => {
  await open();
  await userEvent.click(screen.getByRole("switch", { name: "Lunch" }));
  await waitFor(async () => expect((await schedule("Lunch"))?.on).toBe(false));
  undoLast();
  await waitFor(async () => expect((await schedule("Lunch"))?.on).toBe(true));
});

test("the tiles of an exception switch sound, banner and badge", async () => {
  await open();
  const [row] = screen.getAllByRole("row");
  if (row === undefined) throw new Error("the town has exceptions");
  await userEvent.click(within(row).getByRole("button", { name: "Banner" }));
  await waitFor(async () =>
    expect((await rules()).breakthroughs[0]?.lets).toEqual({ sound: true, banner: false, badge: true }),
  );
});

test("a removed exception comes back in its place", async () => {
  await open();
  const ids = async () => (await rules()).breakthroughs.map(({ condition }) => condition.when);
  const before = await ids();
  await userEvent.click(screen.getByRole("button", { name: "More about VIP" }));
  await userEvent.click(await screen.findByRole("menuitem", { name: "Remove" }));
  await waitFor(async () => expect(await ids()).toEqual(before.slice(1)));
  await waitFor(() => expect(undoLast()).toBe(true));
  await waitFor(async () => expect(await ids()).toEqual(before));
});
