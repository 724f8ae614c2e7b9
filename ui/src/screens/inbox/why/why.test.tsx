// @vitest-environment jsdom
import { act, cleanup, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, describe, expect, test, vi } from "vitest";
import { useNavigation } from "@/app/navigation.ts";
import { undoLast, useUndo } from "@/app/undo.ts";
import type { Breakthrough, Outcome, Rule, Verdict } from "@/host/contract.ts";
import type { FakeTown } from "@/host/fake/town.ts";
import { useChat } from "@/host/queries.ts";
import { stage } from "@/test/stage.tsx";
import type { Asked } from "../view.ts";
import { alreadyThrough, silencedBy } from "./through.ts";
import { WhyPanel } from "./WhyPanel.tsx";

/** At eight minutes past two; Tomás wrote at 13:51, while the schedule for lunch was on. */
const NOW = new Date(2026, 10, 19, 14, 8).getTime();
const TOMAS = 3;
const closed = vi.fn<() => void>();

function Panel({ asked }: { asked: Asked }) {
  const { data } = useChat(asked.chat);
  return data === undefined ? null : <WhyPanel asked={asked} detail={data} onClose={closed} />;
}

const ask = (prepare?: (town: FakeTown) => void) =>
  stage(<Panel asked={{ chat: TOMAS, message: null, sender: null }} />, NOW, prepare);

afterEach(() => {
  cleanup();
  useUndo.setState({ steps: [] });
  useNavigation.setState({ screen: "inbox" });
});

describe("the answer to why", () => {
  test("names the silence that decided, and takes the keys", async () => {
    ask();
    const title = await screen.findByRole("heading", { name: "Why was this silent?" });
    expect(document.activeElement).toBe(title);
    expect(screen.getByText(/Could you send the invoice again/)).toBeDefined();
    await waitFor(() => expect(screen.getAllByText(/Lunch/).length).toBeGreaterThan(0));
  });

  test("lets the person through, and takes it back", async () => {
    const town = ask();
    const before = town.alerts.rules.breakthroughs.length;
    await userEvent.click(await screen.findByRole("button", { name: "Let this person ring through" }));
    const added = () => town.alerts.rules.breakthroughs.at(-1);
    await waitFor(() => expect(added()?.condition).toMatchObject({ when: "contact" }));
    await waitFor(() => expect(useUndo.getState().steps).toHaveLength(1));
    act(() => void undoLast());
    await waitFor(() => expect(town.alerts.rules.breakthroughs).toHaveLength(before));
  });

  test("leads to the simulator with this chat", async () => {
    ask();
    await userEvent.click(await screen.findByRole("button", { name: "Test another time" }));
    expect(useNavigation.getState().screen).toBe("notifications");
    expect(useNavigation.getState().notifications.chat).toBe(TOMAS);
  });

  test("says where no decision is kept", async () => {
    ask(({ alerts }) => (alerts.decisions = []));
    expect(await screen.findByText("No decision is kept")).toBeDefined();
  });
});

const SILENT: Outcome = {
  sound: { from: "silent" },
  volume: 100,
  banner: false,
  badge: true,
  preview: "full",
  importance: "active",
  attention: false,
};
const verdict = (outcome: Outcome, ...rules: Rule[]): Verdict => ({
  outcome,
  trace: rules.map((rule) => ({ rule, outcome })),
});

describe("an exception helps", () => {
  test("where a silence is the reason, and not where it rang or where its kind is silent", () => {
    expect(silencedBy(verdict(SILENT, { rule: "kind_default" }, { rule: "muted", until: null }))).toBe("muted");
    expect(silencedBy(verdict(SILENT, { rule: "kind_default" }))).toBeNull();
    const loud: Outcome = { ...SILENT, sound: { from: "own", sound: "kettle" } };
    expect(silencedBy(verdict(loud, { rule: "muted", until: null }))).toBeNull();
  });

  test("unless it is there already, for muted chats too if that is the reason", () => {
    const condition = { when: "contact" as const, contact: 7 };
    const lets = { sound: true, banner: true, badge: true };
    const one: Breakthrough = {
      breakthrough_id: 1,
      condition,
      lets,
      volume: null,
      schedule: null,
      muted_too: false,
      once_in: null,
    };
    expect(alreadyThrough([one], condition, false)).toBe(true);
    expect(alreadyThrough([one], condition, true)).toBe(false);
    expect(alreadyThrough([{ ...one, muted_too: true }], condition, true)).toBe(true);
    expect(alreadyThrough([one], { when: "contact", contact: 8 }, false)).toBe(false);
  });
});
