// @vitest-environment jsdom
import { createHash } from "node:crypto";

import { act, cleanup, fireEvent, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test } from "vitest";

import { ToastArea } from "@/components";

import { HostError } from "@/host/host";
import { dispatch } from "@/keys/dispatch";
import { forgetToasts, stage } from "@/test/stage";
import { ConsentDialogs } from "../ConsentDialogs";
import { closeDialogs, openRecord, useConsentView } from "../view";

const NOW = new Date(2026, 10, 19, 14, 8).getTime();
const SAID = new Date(2026, 10, 19, 14, 2, 31).getTime();
const settings = { letterKeys: true, enterSends: true };
const onKey = (event: KeyboardEvent) => dispatch(event, "inbox", settings);

beforeEach(() => window.addEventListener("keydown", onKey));

afterEach(() => {
  window.removeEventListener("keydown", onKey);
  act(closeDialogs);
  act(forgetToasts);
  cleanup();
});

function open() {
  return stage(
    <>
      <ConsentDialogs />
      <ToastArea />
    </>,
    NOW,
  );
}

type Town = ReturnType<typeof open>;

function annaOf(town: Town) {
  const anna = town.consent.people.find(({ name }) => name === "Анна Корнеева");
  if (anna === undefined) throw new Error("Anna is known");
  return { whom: anna.whom, name: anna.name ?? "", chat: anna.chat_id };
}

/** The dialog as it is opened from a message of Anna's. */
async function fromMessage() {
  const town = open();
  const person = annaOf(town);
  act(() => openRecord({ person, message: { id: 1005, at: SAID, words: "Да, присылайте новости" } }));
  await screen.findByRole("checkbox", { name: /Offers and news/u });
  return town;
}

async function fromPaper() {
  const town = open();
  const person = annaOf(town);
  act(() => openRecord({ person }));
  await screen.findByRole("checkbox", { name: /Offers and news/u });
  return town;
}

const press = (code: string, more: KeyboardEventInit = {}) =>
  fireEvent.keyDown(document.activeElement ?? document.body, { code, key: code, ...more });
const box = (name: RegExp) => screen.getByRole<HTMLInputElement>("checkbox", { name });
const submit = () => within(screen.getByRole("dialog")).getAllByRole("button").at(-2);

test("from a message it takes a digit and Ctrl+Enter, and what is written has the message, its second and the text", async () => {
  const town = await fromMessage();
  expect(document.activeElement).toBe(box(/Order updates/u));
  press("Digit2", { key: "2" });
  expect(box(/Offers and news/u).checked).toBe(true);
  expect(screen.getByText("M-4")).toBeDefined();
  press("Enter", { ctrlKey: true });
  expect(await screen.findByText(/^Recorded · entry [0-9a-f]{4} [0-9a-f]{4}$/u)).toBeDefined();
  const [written] = town.consent.ledger;
  const text = town.consent.purposes.wordings.find((one) => one.purpose === "offers" && one.language === "en")?.text;
  expect(written).toMatchObject({ name: "Анна Корнеева", source: "message", message_id: 1005, at: SAID });
  expect(written?.wording).toEqual({
    purpose: "offers",
    version: 4,
    language: "en",
    hash: createHash("sha256")
      .update(text ?? "")
      .digest("hex"),
  });
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
});

test("the toast takes it back by a second entry, never by undoing", async () => {
  await fromMessage();
  press("Digit1", { key: "1" });
  press("Enter", { ctrlKey: true });
  await userEvent.click(await screen.findByRole("button", { name: "Withdraw" }));
  expect(await screen.findByRole("alertdialog", { name: "Withdraw the consent: Анна Корнеева?" })).toBeDefined();
  expect(screen.queryByText("Undo")).toBeNull();
  expect(useConsentView.getState().withdrawing?.purpose).toBe("order_updates");
});

test("a digit pressed again unticks, and no digit reaches into a field that is typed in", async () => {
  await fromMessage();
  press("Digit3", { key: "3" });
  press("Digit3", { key: "3" });
  expect(box(/Group invitations/u).checked).toBe(false);
  screen.getByRole("textbox", { name: "When" }).focus();
  press("Digit3", { key: "3" });
  expect(box(/Group invitations/u).checked).toBe(false);
});

test("without a proof the button says so and records nothing; a scan makes it a record", async () => {
  const town = await fromPaper();
  const before = town.consent.ledger.length;
  press("Digit3", { key: "3" });
  const button = await screen.findByRole("button", { name: "Evidence is missing" });
  await userEvent.click(button);
  press("Enter", { ctrlKey: true });
  expect(town.consent.ledger).toHaveLength(before);
  const scan = new File(["scan"], "form-vilks.jpg", { type: "image/jpeg" });
  const input = document.querySelector<HTMLInputElement>('input[type="file"]');
  if (input === null) throw new Error("there is a way to choose a file");
  await userEvent.upload(input, scan);
  expect(await screen.findByText("form-vilks.jpg")).toBeDefined();
  expect(screen.getByText("fake -add")).toBeDefined();
  await userEvent.click(screen.getByRole("button", { name: "Record" }));
  await waitFor(() => expect(town.consent.ledger).toHaveLength(before + 1));
  expect(town.consent.ledger[0]).toMatchObject({ source: "paper_form", evidence: "file", message_id: null });
});

test("a call is proved by what was said, and P goes back to the paper form", async () => {
  const town = await fromPaper();
  press("Digit1", { key: "1" });
  await userEvent.click(screen.getByRole("radio", { name: "Call" }));
  expect(submit()?.textContent).toContain("Evidence is missing");
  await userEvent.type(screen.getByRole("textbox", { name: "What was said" }), "Said yes twice");
  expect(submit()?.textContent).toContain("Record");
  box(/Order updates/u).focus();
  // The same key in the Russian layout.
  press("KeyP", { key: "з" });
  expect(screen.getByRole("radio", { name: "Paper form" }).getAttribute("aria-checked")).toBe("true");
  expect(town.consent.ledger[0]?.source).toBe("keyword");
});

test("an older text can be chosen, and the entry points to it", async () => {
  const town = await fromMessage();
  press("Digit2", { key: "2" });
  const change = screen.getByRole("button", { name: "Change the text: Offers and news" });
  await userEvent.click(change);
  await userEvent.click(await screen.findByRole("menuitem", { name: /M-3 · RU/u }));
  expect(screen.getByText(/^“Присылайте мне акции и новости Polar Tea\. /u)).toBeDefined();
  await waitFor(() => expect(document.activeElement).toBe(change));
  press("Enter", { ctrlKey: true });
  await waitFor(() => expect(town.consent.ledger[0]?.wording).toMatchObject({ version: 3, language: "ru" }));
});

test("a time that is still to come is not taken", async () => {
  await fromMessage();
  press("Digit1", { key: "1" });
  const when = screen.getByRole("textbox", { name: "When" });
  await userEvent.clear(when);
  await userEvent.type(when, "14:30");
  expect(screen.getByText("Write a time that is over, for example: yesterday 13:30")).toBeDefined();
  await userEvent.clear(when);
  await userEvent.type(when, "yesterday 13:30");
  expect(screen.queryByText(/^Write a time that is over/u)).toBeNull();
});

test("another person takes the message of the first one away", async () => {
  await fromMessage();
  press("Digit1", { key: "1" });
  await userEvent.type(screen.getByRole("combobox", { name: "Who" }), "ольга");
  await screen.findByRole("option");
  await userEvent.keyboard("{Enter}");
  expect(await screen.findByText("Which message says so?")).toBeDefined();
  expect(screen.queryByText("Да, присылайте новости")).toBeNull();
  await userEvent.click(await screen.findByRole("button", { name: /СТОП/u }));
  expect(submit()?.textContent).toContain("Record");
});

test("what the core refuses stands in the dialog, in words", async () => {
  const town = await fromMessage();
  town.consent.record = () => {
    throw new HostError({ code: "suppressed", retry: { retry: "never" } });
  };
  press("Digit1", { key: "1" });
  press("Enter", { ctrlKey: true });
  expect((await screen.findByRole("alert")).textContent).toMatch(/^This person was erased\./u);
  expect(screen.getByRole("dialog", { name: "Record a consent" })).toBeDefined();
});

test("several purposes are written in their order, an entry each", async () => {
  const town = await fromMessage();
  press("Digit3", { key: "3" });
  press("Digit1", { key: "1" });
  press("Enter", { ctrlKey: true });
  await screen.findByText(/^Recorded/u);
  expect(town.consent.ledger.slice(0, 2).map((entry) => entry.purpose)).toEqual(["group_invitations", "order_updates"]);
});
