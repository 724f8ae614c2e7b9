// What an operator does with members, in a browser, with the keys of the map.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import type { Browser } from "playwright-core";

import { type Screen, launch, show } from "./browser.ts";
import { takesKeys } from "./keyboard.ts";
import { Stage, until } from "./stage.ts";

const ANNA = "Анна Корнеева";
const TOMAS = "Tomás Ribeiro";

let browser: Browser;

before(async () => {
  browser = await launch();
});

after(async () => browser.close());

/** Tomás wrote, then Anna. */
async function scene(work: (stage: Stage, screen: Screen) => Promise<void>): Promise<void> {
  const stage = await Stage.open();
  try {
    for (const person of [TOMAS, ANNA]) {
      await stage.does({ person, type: "text", text: "Hello" });
      await stage.chat(person);
    }
    const screen = await show(browser, stage);
    await screen.page.keyboard.press("Control+3");
    await screen.page.getByRole("row", { name: new RegExp(ANNA, "u") }).waitFor();
    await work(stage, screen);
    assert.deepEqual(screen.faults, []);
    await screen.close();
  } finally {
    await stage.close();
  }
}

describe("members", () => {
  test("two people are picked by keys and get a label that the Inbox shows", async () =>
    scene(async (stage, { page }) => {
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("Space");
      await page.keyboard.press("Shift+ArrowDown");
      await page.getByRole("status").getByText("2 selected").waitFor();
      await page.keyboard.press("l");
      await page.getByRole("combobox", { name: "Find or name a label" }).waitFor();
      await page.keyboard.insertText("regulars");
      await page.keyboard.press("Enter");
      await until("the label on both chats", async () => {
        const chats = await stage.command("chats", { filter: { filter: "all" }, limit: 50 });
        const rows = chats["rows"] as { title: string; labels: number[] }[];
        const labelled = new Set(rows.filter(({ labels }) => labels.length === 1).map(({ title }) => title));
        return labelled.has(ANNA) && labelled.has(TOMAS) ? true : undefined;
      });
      for (const person of [ANNA, TOMAS]) {
        await page
          .getByRole("row", { name: new RegExp(person, "u") })
          .getByText("regulars")
          .waitFor();
      }
      await page.getByRole("button", { name: /^Label/u }).click();
      await page.getByRole("option", { name: "regulars" }).click();
      await until("nobody with the label", async () => {
        const lists = await stage.command("member_lists", {});
        const [label] = lists["labels"] as { people: number }[];
        return label?.people === 0 ? true : undefined;
      });
    }));

  test("somebody without a number is added, and the next who is added has one and can be written to", async () =>
    scene(async (_, { page }) => {
      await page.keyboard.press("Control+n");
      await takesKeys(page.getByRole("dialog", { name: "Add a member" }));
      await page.keyboard.insertText("Kim");
      await page.keyboard.press("Control+Enter");
      await page.getByRole("heading", { level: 1, name: "Kim" }).waitFor();
      assert.equal(await page.getByRole("button", { name: "Write" }).getAttribute("aria-disabled"), "true");
      await page.keyboard.press("Escape");
      await page.keyboard.press("Control+n");
      await page.getByRole("textbox", { name: "Phone" }).fill("+7 701 555 00 99");
      await page.keyboard.press("Control+Enter");
      await page.getByRole("button", { name: "Write" }).click();
      await page.locator(".conversation, [data-pane=page]").first().waitFor();
    }));

  test("a list is made of a question, and a person of it is named anew", async () =>
    scene(async (_, { page }) => {
      await page.getByRole("button", { name: "New segment" }).click();
      await page.getByRole("textbox", { name: "Name" }).fill("This month");
      await page.keyboard.press("Control+Enter");
      await page.getByRole("button", { name: /^This month/u }).click();
      await page.getByRole("heading", { level: 1, name: "This month" }).waitFor();
      await page.getByRole("button", { name: ANNA, exact: true }).click();
      await page.getByRole("heading", { level: 1, name: ANNA }).waitFor();
      await page.getByRole("button", { name: "as on WhatsApp" }).click();
      await page.getByRole("textbox", { name: "Name here" }).fill("Anna from the market");
      await page.keyboard.press("Enter");
      await page.getByRole("heading", { level: 1, name: "Anna from the market" }).waitFor();
    }));
});

describe("blocking", () => {
  test("a person is blocked and unblocked by keys, and the chat says so", async () =>
    scene(async (stage, { page }) => {
      await page.getByRole("button", { name: ANNA, exact: true }).click();
      await page.getByRole("heading", { level: 1, name: ANNA }).waitFor();
      await page.getByRole("button", { name: "Block…" }).focus();
      await page.keyboard.press("Enter");
      await page.getByRole("alertdialog", { name: `Block ${ANNA}?` }).waitFor();
      await page.getByText(/takes nobody out of a group/u).waitFor();
      await page.getByRole("textbox", { name: "Reason" }).focus();
      await page.keyboard.insertText("Spam");
      await page.keyboard.press("Control+Enter");
      await page
        .getByText(/^Blocked .*, by .*: Spam$/u)
        .first()
        .waitFor();
      const happened = await stage.command("member_history", { contact_id: await contactOf(stage, ANNA), limit: 50 });
      assert.match(JSON.stringify(happened), /"happened":"blocked"/u);
      await page.keyboard.press("Control+1");
      await page.getByRole("link", { name: new RegExp(ANNA, "u") }).click();
      await page
        .locator(".composer-blocked")
        .getByText(/by .*: Spam$/u)
        .waitFor();
      await page.locator(".composer-blocked").getByRole("button", { name: "Unblock" }).focus();
      await page.keyboard.press("Enter");
      await page.getByRole("textbox", { name: "Reply" }).waitFor();
    }));

  test("of several who are picked it is said first whom WhatsApp can block", async () =>
    scene(async (stage, { page }) => {
      await stage.clock({ advance_ms: 25 * 3_600_000 });
      await stage.says(TOMAS, "Buy now!");
      await page.keyboard.press("Control+a");
      await page.getByRole("toolbar", { name: "Selected members" }).getByRole("button", { name: "Block" }).click();
      const dialog = page.getByRole("alertdialog");
      await dialog.getByText(/ 1 can be blocked\./u).waitFor();
      await dialog.getByText(/not written lately/u).waitFor();
      await page.keyboard.press("Control+Enter");
      await until("only he is blocked", async () => {
        const page = await stage.command("members", {
          query: "",
          conditions: [],
          order: "name",
          descending: false,
          limit: 200,
        });
        const rows = page["rows"] as { name: string; block: { phase: string } }[];
        const blocked = rows.filter(({ block }) => block.phase === "blocked").map(({ name }) => name);
        return blocked.length === 1 && blocked[0] === TOMAS ? true : undefined;
      });
    }));
});

async function contactOf(stage: Stage, name: string): Promise<number> {
  const chats = await stage.command("chats", { filter: { filter: "all" }, limit: 50 });
  const rows = chats["rows"] as { title: string; contact_id: number }[];
  return rows.find(({ title }) => title === name)?.contact_id ?? 0;
}
