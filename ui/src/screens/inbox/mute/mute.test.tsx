// @vitest-environment jsdom
import { act, cleanup, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, describe, expect, test } from "vitest";
import { undoLast, useUndo } from "@/app/undo.ts";
import { FakeTown } from "@/host/fake/town.ts";
import { stage } from "@/test/stage.tsx";
import { openMute, useView } from "../view.ts";
import { areMuted, isMuted } from "./mute.ts";
import { MuteMenu } from "./MuteMenu.tsx";

/** Thursday, eight minutes past two. */
const NOW = new Date(2026, 10, 19, 14, 8).getTime();
const at = (day: number, hour: number) => new Date(2026, 10, day, hour).getTime();
const ANNA = 1;

function open({ keepMentions = false, prepare = (_town: FakeTown) => {} } = {}): FakeTown {
  const town = stage(<MuteMenu />, NOW, prepare);
  const row = rowOf(town);
  act(() => openMute([row], keepMentions));
  return town;
}

function rowOf(town: FakeTown, chat = ANNA) {
  const found = town.chats.find(({ row }) => row.chat_id === chat);
  if (found === undefined) throw new Error("nobody of that number lives in the town");
  return found.row;
}

/** The clock goes on while a test runs. */
const minuteOf = (time: number | null | undefined) => (time == null ? time : Math.floor(time / 60_000) * 60_000);

afterEach(() => {
  cleanup();
  useView.setState({ muting: null, picked: new Set() });
  useUndo.setState({ steps: [] });
});

describe("a mute", () => {
  test("holds until its end, and for good without one", () => {
    expect(isMuted({ until: NOW + 1, keep_mentions: false }, NOW)).toBe(true);
    expect(isMuted({ until: NOW, keep_mentions: false }, NOW)).toBe(false);
    expect(isMuted({ until: null, keep_mentions: false }, NOW)).toBe(true);
    expect(isMuted(null, NOW)).toBe(false);
  });

  test("of several chats is ended only where all of them are muted", () => {
    const muted = { mute: { until: null, keep_mentions: false } };
    expect(areMuted([muted, muted], NOW)).toBe(true);
    expect(areMuted([muted, { mute: null }], NOW)).toBe(false);
    expect(areMuted([], NOW)).toBe(false);
  });
});

describe("the menu", () => {
  test("names each end exactly", () => {
    open();
    const lines = screen.getAllByRole("menuitem").map((line) => line.textContent);
    expect(lines).toEqual([
      "For 1 hour15:081",
      "Until tomorrowFri, 08:002",
      "Until MondayMon, 08:003",
      "For good4",
      "Until…type a time5",
    ]);
  });

  test.each([
    ["1", NOW + 3_600_000],
    ["2", at(20, 8)],
    ["3", at(23, 8)],
    ["4", null],
  ])("mutes by the digit %s", async (digit, until) => {
    const town = open();
    await userEvent.keyboard(digit);
    await waitFor(() => expect(minuteOf(rowOf(town).mute?.until)).toBe(until));
    expect(screen.queryByRole("menu")).toBeNull();
  });

  test("reads a time that is typed, in Russian, too", async () => {
    const town = open();
    await userEvent.keyboard("5");
    await userEvent.type(screen.getByRole("textbox"), "до пт 18:00");
    expect(screen.getByRole("status").textContent).toBe("Until Fri, 18:00");
    await userEvent.keyboard("{Enter}");
    await waitFor(() => expect(rowOf(town).mute?.until).toBe(at(20, 18)));
  });

  test("does nothing with a time that cannot be read", async () => {
    const town = open();
    await userEvent.keyboard("5");
    await userEvent.type(screen.getByRole("textbox"), "soon{Enter}");
    expect(rowOf(town).mute).toBeNull();
    expect(screen.getByRole("status").textContent).toContain("Write a time");
  });

  test("keeps mentions where it was asked to, and says so", async () => {
    const town = open({ keepMentions: true });
    expect(screen.getByText("Mentions still ring")).toBeDefined();
    await userEvent.keyboard("1");
    await waitFor(() => expect(rowOf(town).mute?.keep_mentions).toBe(true));
  });

  test("says who rings through a mute, and nobody who does not", async () => {
    open({
      prepare: ({ alerts }) => {
        alerts.rules.breakthroughs = alerts.rules.breakthroughs.map((one) => ({ ...one, muted_too: true }));
      },
    });
    await waitFor(() => expect(screen.getByText("VIP rings through")).toBeDefined());
    cleanup();
    open();
    await waitFor(() => expect(screen.getByRole("menu")).toBeDefined());
    expect(screen.queryByText(/rings through/)).toBeNull();
  });

  test("gives the way back that was before", async () => {
    const town = open({ prepare: (made) => (rowOf(made).mute = { until: at(21, 8), keep_mentions: true }) });
    await userEvent.keyboard("4");
    await waitFor(() => expect(rowOf(town).mute?.until).toBeNull());
    act(() => void undoLast());
    await waitFor(() => expect(rowOf(town).mute).toEqual({ until: at(21, 8), keep_mentions: true }));
  });
});
