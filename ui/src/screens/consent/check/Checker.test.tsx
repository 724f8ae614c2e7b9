// @vitest-environment jsdom
import { act, cleanup, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test } from "vitest";

import { useNavigation } from "@/app/navigation";
import { ToastArea } from "@/components";
import { forgetToasts, stage } from "@/test/stage";
import { ConsentDialogs } from "../ConsentDialogs";
import { askAbout, closeDialogs, useConsentView } from "../view";
import { Checker } from "./Checker";

const NOW = new Date(2026, 10, 19, 14, 8).getTime();

beforeEach(() => {
  Element.prototype.scrollIntoView = () => {};
});

afterEach(() => {
  cleanup();
  forgetToasts();
  act(() => {
    closeDialogs();
    askAbout(null);
    useConsentView.setState({ purpose: "offers" });
  });
});

function open() {
  return stage(
    <>
      <Checker />
      <ConsentDialogs />
      <ToastArea />
    </>,
    NOW,
  );
}

async function choose(words: string) {
  await userEvent.type(screen.getByRole("combobox", { name: "Person or number" }), words);
  await screen.findByRole("option");
  await userEvent.keyboard("{Enter}");
}

test("somebody who wrote STOP may be answered and nothing else, found in the other alphabet", async () => {
  open();
  await choose("olga");
  expect(await screen.findByText("No, not for offers")).toBeDefined();
  expect(screen.getByText("Ольга wrote «СТОП» today at 12:47. It took effect at once.")).toBeDefined();
  const rows = within(screen.getByRole("list", { name: "Every purpose" })).getAllByRole("listitem");
  expect(rows.map((row) => row.textContent)).toEqual([
    "Offers and newswithdrawnA",
    "Order updateswithdrawnA",
    "Group invitationswithdrawnA",
    "Service repliesopen until Fri 12:47",
  ]);
  await userEvent.click(screen.getByRole("radio", { name: "Service replies" }));
  expect(await screen.findByText("Yes, you may answer")).toBeDefined();
});

test("a number finds somebody without a name, and Escape leaves who was chosen", async () => {
  open();
  await choose("142");
  const field = screen.getByRole<HTMLInputElement>("combobox", { name: "Person or number" });
  expect(field.value).toBe("+44 •••• •••142");
  await userEvent.type(field, "anna");
  await userEvent.keyboard("{Escape}");
  expect(field.value).toBe("+44 •••• •••142");
});

test("the papers of a person are made, and it is said where they lie", async () => {
  const town = open();
  await choose("olga");
  await userEvent.click(await screen.findByRole("button", { name: "Export the receipt" }));
  await userEvent.click(await screen.findByRole("menuitem", { name: "Receipt as JSON" }));
  expect(await screen.findByText("Saved: /home/mira/Downloads/receipt.json")).toBeDefined();
  expect(town.consent.people.length).toBeGreaterThan(10);
});

test("the chat is opened where an answer is what may be done", async () => {
  open();
  await choose("olga");
  await userEvent.click(await screen.findByRole("button", { name: "Open the chat" }));
  expect(useNavigation.getState()).toMatchObject({ screen: "inbox", chat: 6 });
});

test("an own purpose is asked about as well", async () => {
  const town = open();
  town.consent.purposes.purposes.push({
    purpose: "tastings",
    title: "Tea tastings",
    permits: [],
    invites: false,
    confirm: false,
    lasts_days: null,
    keywords: [],
  });
  act(() => town.changed("consent"));
  await choose("tom");
  await userEvent.click(await screen.findByRole("button", { name: /Another purpose/u }));
  await userEvent.click(await screen.findByRole("option", { name: "Tea tastings" }));
  expect(await screen.findByText("No: Tea tastings")).toBeDefined();
});

test("several pasted people are counted, after those who were not found were named", async () => {
  open();
  await userEvent.click(screen.getByRole("button", { name: "Choose…" }));
  const dialog = await screen.findByRole("dialog", { name: "Check several" });
  const box = within(dialog).getByRole("textbox", { name: /^Or paste/u });
  await userEvent.click(box);
  await userEvent.paste("Ольга Синицына\nPriya Nair\nTomás Ribeiro\nNobody Known");
  await userEvent.keyboard("{Control>}{Enter}{/Control}");
  expect((await within(dialog).findByRole("alert")).textContent).toContain("Nobody Known");
  await userEvent.keyboard("{Control>}{Enter}{/Control}");
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(await screen.findByText("1 yes · 1 never asked · 1 withdrew")).toBeDefined();
  expect(screen.getByText("1 of 3")).toBeDefined();
});
