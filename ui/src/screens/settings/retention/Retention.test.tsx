// @vitest-environment jsdom
import { act, cleanup, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { ToastArea } from "@/components";
import type { RetentionRule } from "@/host/contract";
import type { FakeTown } from "@/host/fake/town";
import { accounts } from "@/host/fake/workspace";
import { HostError } from "@/host/host";
import { forgetToasts, stage } from "@/test/stage";
import { discard } from "./draft";
import { Retention } from "./Retention";

const NOW = new Date(2026, 10, 19, 14, 8).getTime();
const NUMBER: RetentionRule = { of: { of: "number", account_id: "fake" }, days: 730 };
const HOLD: RetentionRule = { of: { of: "label", label_id: 1 }, days: null };

beforeEach(() => {
  vi.stubGlobal("CSS", { escape: (text: string) => text });
});

afterEach(() => {
  act(discard);
  act(forgetToasts);
  cleanup();
  vi.unstubAllGlobals();
});

function open(prepare: (town: FakeTown) => void = () => {}): FakeTown {
  return stage(
    <>
      <Retention accounts={accounts} />
      <ToastArea />
    </>,
    NOW,
    prepare,
  );
}

const sentences = async () => {
  const rules = await screen.findByRole("list", { name: "Rules" });
  return within(rules)
    .queryAllByRole("group")
    .map((sentence) => sentence.textContent);
};
const press = async (name: string | RegExp) => userEvent.click(await screen.findByRole("button", { name }));
/** Picks a time in the sentence of a rule. */
async function keep(rule: string, typed: string) {
  const sentence = await screen.findByRole("group", { name: rule });
  await userEvent.click(within(sentence).getByRole("button", { name: /^How long/u }));
  await userEvent.type(await screen.findByRole("combobox", { name: "Days, or a legal hold" }), `${typed}{Enter}`);
}
const asked = () => screen.findByRole("alertdialog", { name: "Erase people by these rules?" });

test("rules are read as sentences, and what erasing means is said beside them", async () => {
  open();
  expect(await sentences()).toEqual([
    "People at the number Polar Tea are kept for 730 days after the last message of the chat.",
    "People with the label VIP are under legal hold and stay.",
  ]);
  expect(screen.getByText(/^Erasing cannot be taken back: .* ledger stay under a random token/u)).toBeDefined();
});

test("without a rule everybody is kept, and it says so", async () => {
  open(({ consent }) => (consent.retention = []));
  expect(await screen.findByText("Everybody is kept until you erase them yourself.")).toBeDefined();
});

test("a shorter time is saved only after the dialog that names whom it erases", async () => {
  const town = open();
  await keep("Number: Polar Tea", "90");
  expect(town.consent.retention).toEqual([NUMBER, HOLD]);
  await press("Save…");
  const dialog = within(await asked());
  expect(dialog.getByRole("list").textContent).toBe("Number: Polar Tea: 90 days. Before: 730 days.");
  expect(dialog.getByText(/^People whose last message is older are erased at once/u)).toBeDefined();
  expect(document.activeElement?.textContent).toBe("Cancel");
  expect(town.consent.retention).toEqual([NUMBER, HOLD]);
  await userEvent.click(dialog.getByRole("button", { name: "Save and erase" }));
  expect(await screen.findByText("Rules saved")).toBeDefined();
  expect(town.consent.retention).toEqual([{ ...NUMBER, days: 90 }, HOLD]);
});

test("a longer time and a legal hold are saved at once", async () => {
  const town = open();
  await keep("Number: Polar Tea", "hold");
  await press("Save");
  expect(await screen.findByText("Rules saved")).toBeDefined();
  expect(town.consent.retention).toEqual([{ ...NUMBER, days: null }, HOLD]);
  expect(screen.queryByRole("alertdialog")).toBeNull();
});

test("a new rule is about what has none yet, and is asked about before it is saved", async () => {
  const town = open();
  await press("Add a rule");
  expect((await screen.findByRole("menuitem", { name: /VIP/u })).getAttribute("aria-disabled")).toBe("true");
  await userEvent.click(screen.getByRole("menuitem", { name: "Label: pickup" }));
  expect((await sentences()).at(-1)).toBe(
    "People with the label pickup are kept for 365 days after the last message of the chat.",
  );
  await press("Save…");
  const dialog = within(await asked());
  expect(dialog.getByRole("list").textContent).toBe("Label: pickup: 365 days. Before: no rule.");
  await userEvent.click(dialog.getByRole("button", { name: "Save and erase" }));
  await waitFor(() => expect(town.consent.retention).toHaveLength(3));
});

test("a rule that is removed hands the focus on; discarding brings it back", async () => {
  const town = open();
  await press("Remove the rule: Number: Polar Tea");
  expect(await sentences()).toHaveLength(1);
  expect(document.activeElement?.getAttribute("aria-label")).toBe("Remove the rule: Label: VIP");
  await press("Remove the rule: Label: VIP");
  expect(document.activeElement?.textContent).toBe("Add a rule");
  expect(town.consent.retention).toEqual([NUMBER, HOLD]);
  await press("Discard the changes");
  expect(await sentences()).toHaveLength(2);
  expect(document.activeElement?.textContent).toBe("Add a rule");
});

test("what the core refuses stays as it was typed, with the reason in words", async () => {
  const town = open((prepared) => {
    prepared.answers.retention_save = () => {
      throw new HostError({ code: "storage", retry: { retry: "never" } });
    };
  });
  await keep("Number: Polar Tea", "1000");
  await press("Save");
  expect((await screen.findByRole("alert")).textContent).toMatch(/^Switchboard cannot write to its database\./u);
  expect((await sentences())[0]).toContain("1,000 days");
  expect(town.consent.retention).toEqual([NUMBER, HOLD]);
  await keep("Number: Polar Tea", "1001");
  expect(screen.queryByRole("alert")).toBeNull();
});

test("a rule whose label is gone says so, and nothing is saved before it is mended", async () => {
  const town = open(({ consent }) => (consent.retention = [NUMBER, { of: { of: "label", label_id: 99 }, days: 30 }]));
  expect((await screen.findByRole("alert")).textContent).toMatch(/^What this rule is about is gone\./u);
  await keep("Number: Polar Tea", "1000");
  expect(screen.getByRole("button", { name: "Save" }).getAttribute("aria-disabled")).toBe("true");
  await press("Save");
  expect(town.consent.retention[0]).toEqual(NUMBER);
  await press("Remove the rule: A label that is gone");
  await press("Save");
  await waitFor(() => expect(town.consent.retention).toEqual([{ ...NUMBER, days: 1000 }]));
});

test("rules that are read again do not overwrite what is being changed", async () => {
  const town = open();
  await keep("Number: Polar Tea", "1000");
  await act(async () => {
    town.consent.retention = [{ ...NUMBER, days: 500 }];
    town.changed("consent");
    await Promise.resolve();
  });
  expect(await sentences()).toHaveLength(2);
  await press("Discard the changes");
  await waitFor(async () => expect(await sentences()).toHaveLength(1));
});

test("the made-up core takes rules as the core does", () => {
  const { answers } = stage(null, NOW);
  const save = (rules: RetentionRule[]) => () => answers.retention_save({ command_id: "one", rules });
  expect(save([NUMBER, NUMBER])).toThrow(HostError);
  expect(save([{ ...NUMBER, days: 0 }])).toThrow(HostError);
  expect(save([{ of: { of: "label", label_id: 99 }, days: 1 }])).toThrow(HostError);
  save([HOLD])();
  expect(answers.retention({})).toEqual([HOLD]);
});
