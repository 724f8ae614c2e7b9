// @vitest-environment jsdom
import { act, cleanup, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test } from "vitest";

import { ToastArea } from "@/components";
import type { FakeTown } from "@/host/fake/town";
import { forgetToasts, stage } from "@/test/stage";
import { ConsentDialogs } from "./ConsentDialogs";
import { somebodyOf } from "./somebody";
import { closeDialogs, openWithdraw, type Somebody, useConsentView } from "./view";

const NOW = new Date(2026, 10, 19, 14, 8).getTime();

afterEach(() => {
  act(closeDialogs);
  act(forgetToasts);
  cleanup();
});

function open(prepare: (town: FakeTown) => void = () => {}) {
  return stage(
    <>
      <ConsentDialogs />
      <ToastArea />
    </>,
    NOW,
    prepare,
  );
}

function personIn({ consent }: FakeTown, name: string): Somebody {
  const found = consent.people.find((one) => one.name === name);
  if (found === undefined) throw new Error(`${name} is known`);
  return somebodyOf(found);
}

test("a withdrawal says what cannot be taken back, and needs to know how it was said", async () => {
  const town = open();
  const before = town.consent.ledger.length;
  act(() => openWithdraw(personIn(town, "Priya Nair"), null));
  const dialog = within(await screen.findByRole("alertdialog", { name: "Withdraw the consent: Priya Nair?" }));
  expect(dialog.getByText(/It cannot be taken back: only the person can give the consent anew\./u)).toBeDefined();
  expect(document.activeElement?.textContent).toBe("Cancel");
  const button = dialog.getByRole("button", { name: "Withdraw" });
  expect(button.getAttribute("aria-disabled")).toBe("true");
  await userEvent.click(button);
  expect(town.consent.ledger).toHaveLength(before);
  await userEvent.type(dialog.getByRole("textbox", { name: "How the person said so" }), "By phone");
  await userEvent.click(dialog.getByRole("button", { name: "Withdraw" }));
  expect(await screen.findByText(/^Withdrawn · entry/u)).toBeDefined();
  const [written] = town.consent.ledger;
  expect(written).toMatchObject({ name: "Priya Nair", state: "withdrawn", evidence: "note" });
  expect(written === undefined ? "" : written.purpose).toBe("*");
});

test("one purpose alone can be taken back, and a message proves it by itself", async () => {
  const town = open();
  act(() => openWithdraw(personIn(town, "Priya Nair"), "offers", 9000));
  const dialog = within(await screen.findByRole("alertdialog"));
  expect(dialog.queryByRole("textbox")).toBeNull();
  expect(dialog.getByText(/^This purpose ends\./u)).toBeDefined();
  await userEvent.click(dialog.getByRole("button", { name: "Withdraw" }));
  await screen.findByText(/^Withdrawn · entry/u);
  const [written] = town.consent.ledger;
  expect(written === undefined ? "" : written.purpose).toBe("offers");
  expect(written?.message_id).toBe(9000);
});

test("somebody is erased only after the name was typed, and a report says what went and what stayed", async () => {
  const town = open();
  const olga = personIn(town, "Ольга Синицына");
  act(() => useConsentView.setState({ erasing: olga }));
  const dialog = within(await screen.findByRole("alertdialog", { name: "Erase Ольга Синицына?" }));
  expect(dialog.getByText(/The entries of the consent ledger stay and lead to nobody\./u)).toBeDefined();
  // What could not be pressed and can be is another button.
  const press = async () => userEvent.click(dialog.getByRole("button", { name: "Erase Ольга Синицына" }));
  await press();
  await userEvent.type(dialog.getByRole("textbox"), "Ольга");
  await press();
  expect(personIn(town, "Ольга Синицына")).toBeDefined();
  await userEvent.type(dialog.getByRole("textbox"), " Синицына");
  await press();
  const report = within(await screen.findByRole("dialog", { name: "Erased: Ольга Синицына" }));
  expect(report.getAllByRole("listitem").map((line) => line.textContent)).toEqual([
    "12 messages are gone",
    "2 files are gone",
    "41 entries of the journal were emptied",
    "2 entries of the ledger lead to nobody",
  ]);
  expect(town.consent.ledger.filter(({ name }) => name === "Ольга Синицына")).toEqual([]);
});

const TWO_BUTTONS = {
  name: "may_we_write",
  language: "de",
  category: "utility",
  status: "APPROVED",
  named: true,
  header_blanks: [],
  body: "Hallo {{name}}, dürfen wir Ihnen {{what}} schicken?",
  body_blanks: [{ name: "name" }, { name: "what" }],
  buttons: ["Ja", "Nein"],
  quick_replies: 2,
  beyond_us: false,
} as const;

test("in a closed window it is asked with a template of two buttons, whose blanks are filled first", async () => {
  const town = open((prepared) => {
    prepared.offers = { offers: [{ template: structuredClone(TWO_BUTTONS) as never, denial: null }] };
  });
  const lena = personIn(town, "Lena Fischer");
  act(() => useConsentView.setState({ asking: { person: lena, purpose: "offers" } }));
  const dialog = within(await screen.findByRole("dialog", { name: "Ask Lena Fischer: Offers and news?" }));
  expect(await dialog.findByText("Lena")).toBeDefined();
  const ask = async () => userEvent.click(dialog.getByRole("button", { name: /^Ask/u }));
  await ask();
  expect(town.consent.ledger[0]?.state).not.toBe("requested");
  await userEvent.type(dialog.getByRole("textbox", { name: "what" }), "Neuigkeiten");
  await ask();
  await waitFor(() => expect(town.consent.ledger[0]).toMatchObject({ name: "Lena Fischer", state: "requested" }));
});

test("without a template of two buttons nobody can be asked in a closed window, and it says so", async () => {
  const town = open();
  act(() => useConsentView.setState({ asking: { person: personIn(town, "Lena Fischer"), purpose: "offers" } }));
  expect(await screen.findByText(/^No approved template has two buttons\./u)).toBeDefined();
});
