// @vitest-environment jsdom
import { act, cleanup, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test } from "vitest";

import { runAction, useRegistry } from "../keys/actions";
import { stage } from "../test/stage";
import { QuietButton } from "./Quiet";
import { closeQuiet } from "./quiet-actions";
import { undoLast, useUndo } from "./undo";

const AFTERNOON = new Date(2026, 10, 19, 14, 8).getTime();
const NIGHT = new Date(2026, 10, 19, 23, 10).getTime();

beforeEach(() => useUndo.setState({ steps: [] }));
afterEach(() => {
  cleanup();
  act(closeQuiet);
});

const button = (name: string | RegExp) => screen.findByRole("button", { name });

test("an hour of quiet takes Q and a digit, and shows until when", async () => {
  const town = stage(<QuietButton />, AFTERNOON);
  await waitFor(() => expect(useRegistry.getState().actions.has("schedule.1")).toBe(true));
  act(() => void runAction("quiet.open"));
  await userEvent.keyboard("1");
  await button("Quiet until 15:08");
  const until = () => town.alerts.rules.quiet?.until ?? 0;
  // The clock goes on while a test runs.
  await waitFor(() => expect(Math.floor(until() / 60_000)).toBe((AFTERNOON + 3_600_000) / 60_000));
  act(() => void undoLast());
  await button("Quiet until…");
});

test("quiet is switched off where it was switched on", async () => {
  const town = stage(<QuietButton />, AFTERNOON, ({ alerts }) => (alerts.rules.quiet = { until: null }));
  await userEvent.click(await button("Quiet"));
  await userEvent.keyboard("0");
  await waitFor(() => expect(town.alerts.rules.quiet).toBeNull());
});

test("a schedule that is on is named, beside the button and in its menu", async () => {
  stage(<QuietButton />, NIGHT);
  await userEvent.click(await button("“Night” until 08:00"));
  expect(screen.getByText("Schedule “Night” is on until 08:00")).toBeDefined();
});

test("a schedule is switched on and off as an action, with a way back", async () => {
  const town = stage(<QuietButton />, AFTERNOON);
  await waitFor(() => expect(useRegistry.getState().actions.has("schedule.1")).toBe(true));
  const on = () => town.alerts.rules.schedules[0]?.on;
  act(() => void runAction("schedule.1"));
  await waitFor(() => expect(on()).toBe(false));
  act(() => void undoLast());
  await waitFor(() => expect(on()).toBe(true));
});
