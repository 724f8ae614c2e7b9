// @vitest-environment jsdom
import { act, cleanup, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test } from "vitest";

import { undoLast } from "@/app/undo";
import { ToastArea } from "@/components";
import { forgetToasts, stage } from "@/test/stage";
import { daysOf, wordFor } from "./purpose";
import { WordingTab } from "./WordingTab";

const NOW = new Date(2026, 10, 19, 14, 8).getTime();

afterEach(() => {
  act(forgetToasts);
  cleanup();
});

async function open() {
  const town = stage(
    <>
      <WordingTab />
      <ToastArea />
    </>,
    NOW,
  );
  await screen.findByRole("region", { name: "Offers and news" });
  return town;
}

const card = (name: string) => within(screen.getByRole("region", { name }));

test("a purpose says what it permits, and shows its current texts; older ones open", async () => {
  await open();
  const offers = card("Offers and news");
  expect(offers.getByText("templates: offers and news")).toBeDefined();
  expect(offers.getByText("needs a confirmation")).toBeDefined();
  expect(offers.getByText("M-4 · EN")).toBeDefined();
  expect(offers.queryByText("M-3 · EN")).toBeNull();
  await userEvent.click(offers.getByRole("button", { name: "2 older texts" }));
  expect(offers.getByText("M-3 · EN")).toBeDefined();
  expect(card("Service replies").queryByRole("button")).toBeNull();
});

test("a changed text is a new version, and the one before stays as it was", async () => {
  const town = await open();
  const before = structuredClone(town.consent.purposes.wordings);
  await userEvent.click(screen.getByRole("button", { name: "New text: Offers and news" }));
  const dialog = within(await screen.findByRole("dialog"));
  const save = dialog.getByRole("button", { name: /^Save as M-5/u });
  await userEvent.click(save);
  expect(town.consent.purposes.wordings).toEqual(before);
  const text = dialog.getByRole("textbox", { name: "What the person is shown" });
  await userEvent.clear(text);
  await userEvent.type(text, "Send me your news.");
  await userEvent.keyboard("{Control>}{Enter}{/Control}");
  expect(await screen.findByText("M-5 · EN")).toBeDefined();
  expect(town.consent.purposes.wordings).toEqual([
    { purpose: "offers", version: 5, language: "en", text: "Send me your news.", since: NOW },
    ...before,
  ]);
  expect(card("Offers and news").getByRole("button", { name: "3 older texts" })).toBeDefined();
});

test("a new purpose permits only what was ticked", async () => {
  const town = await open();
  await userEvent.click(screen.getByRole("button", { name: "New purpose…" }));
  const dialog = within(await screen.findByRole("dialog", { name: "New purpose" }));
  await userEvent.type(dialog.getByRole("textbox", { name: "Name" }), "Дегустации чая");
  await userEvent.click(dialog.getByRole("checkbox", { name: "invitations to groups" }));
  await userEvent.type(dialog.getByRole("textbox", { name: "Good for how many days" }), "365");
  await userEvent.type(dialog.getByRole("textbox", { name: "Words that grant it" }), "чай, tea , чай");
  await userEvent.click(dialog.getByRole("button", { name: /^Save/u }));
  expect(await screen.findByRole("region", { name: "Дегустации чая" })).toBeDefined();
  expect(town.consent.purposes.purposes.at(-1)).toEqual({
    purpose: "degustatsii_chaya",
    title: "Дегустации чая",
    permits: [],
    invites: true,
    confirm: false,
    lasts_days: 365,
    keywords: ["чай", "tea"],
  });
  expect(card("Дегустации чая").getByText("There is no text yet, so nobody can be asked for it.")).toBeDefined();
});

test("a purpose of the product keeps its name and its word when it is changed", async () => {
  const town = await open();
  await userEvent.click(screen.getByRole("button", { name: "Change the purpose: Order updates" }));
  const dialog = within(await screen.findByRole("dialog"));
  expect(dialog.queryByRole("textbox", { name: "Name" })).toBeNull();
  await userEvent.click(dialog.getByRole("checkbox", { name: "templates: orders and service" }));
  await userEvent.click(dialog.getByRole("button", { name: /^Save/u }));
  expect(await screen.findByText("permits nothing yet")).toBeDefined();
  const changed = town.consent.purposes.purposes.find(({ purpose }) => purpose === "order_updates");
  expect(changed).toMatchObject({ title: null, permits: [] });
});

test("an own word that ends everything is added once, and a removed one can be brought back", async () => {
  const town = await open();
  const words = () => town.consent.purposes.stop_words;
  const field = screen.getByRole("textbox", { name: "A word of your own" });
  await userEvent.type(field, "Хватит{Enter}");
  expect(words()).toEqual(["хватит"]);
  await userEvent.clear(field);
  await userEvent.type(field, "довольно{Enter}");
  await waitFor(() => expect(words()).toEqual(["хватит", "довольно"]));
  await userEvent.click(await screen.findByRole("button", { name: "Remove the word хватит" }));
  await waitFor(() => expect(words()).toEqual(["довольно"]));
  act(() => void undoLast());
  await waitFor(() => expect(words()).toEqual(["хватит", "довольно"]));
});

test("the word of a purpose is no other's, and days are a number or nothing", () => {
  const taken = [
    { purpose: "news", title: null, permits: [], invites: false, confirm: false, lasts_days: null, keywords: [] },
  ];
  expect(wordFor("News!", taken)).toBe("news_2");
  expect(wordFor("茶", taken)).toBe("purpose");
  expect([daysOf(""), daysOf("30"), daysOf("0"), daysOf("soon")]).toEqual([null, 30, Number.NaN, Number.NaN]);
});
