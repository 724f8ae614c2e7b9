// Several numbers side by side: which number a chat belongs to, and from which one somebody is written to.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import type { Browser } from "playwright-core";

import { type Screen, findings, launch, show } from "./browser.ts";
import { LISBOA, SIDE_BY_SIDE, openLisbon, writesToLisbon } from "./numbers.ts";
import { Stage, until } from "./stage.ts";

const ANNA = "Анна Корнеева";
const TOMAS = "Tomás Ribeiro";

let browser: Browser;

before(async () => {
  browser = await launch();
});

after(async () => browser.close());

/** Tomás wrote to London, Anna to both numbers. */
async function scene(work: (stage: Stage, screen: Screen) => Promise<void>): Promise<void> {
  const stage = await Stage.open();
  try {
    await stage.says(TOMAS, "Hello");
    await stage.says(ANNA, "Добрый день");
    await openLisbon(stage);
    await writesToLisbon(stage, ANNA, "Olá");
    const screen = await show(browser, stage);
    await screen.page.getByRole("link", { name: new RegExp(`${ANNA}.*${LISBOA}`, "u") }).waitFor();
    await work(stage, screen);
    assert.deepEqual(screen.faults, []);
    await screen.close();
  } finally {
    await stage.close();
  }
}

describe("several numbers", () => {
  test("the chats of one person name their numbers, and an answer leaves from the number of its chat", async () =>
    scene(async (stage, { page }) => {
      const rows = page.getByRole("link", { name: new RegExp(ANNA, "u") });
      assert.equal(await rows.count(), 2);
      await page.getByRole("link", { name: new RegExp(`${ANNA}.*${LISBOA}`, "u") }).click();
      await page.getByRole("log").waitFor();
      await page.locator(".conversation-name").getByText(LISBOA).waitFor();
      await page.keyboard.press("r");
      await page.keyboard.insertText("Olá, Anna");
      await page.keyboard.press("Enter");
      const from = await until("the answer left", async () => {
        const [sent] = (await stage.sent()) as unknown as { from: string }[];
        return sent?.from;
      });
      const { accounts } = (await stage.command("workspace")) as { accounts: { name: string; account_id: string }[] };
      assert.equal(accounts.find(({ name }) => name === LISBOA)?.account_id, `meta:${from}`);
    }));

  test("somebody who is known at both is written to from the number that is chosen", async () =>
    scene(async (_, { page }) => {
      await page.keyboard.press("Control+3");
      await page.getByRole("button", { name: TOMAS }).click();
      await page.getByRole("button", { name: "Write from…" }).press("Enter");
      await page.getByRole("menuitem", { name: LISBOA }).press("Enter");
      await page.locator(".conversation-name").getByText(LISBOA).waitFor();
      // Nobody wrote to Lisbon: there the window is closed.
      await page.getByText(/Nobody has written here yet/u).waitFor();
    }));

  test("a new group is made at the number that is chosen, and its line says which", async () =>
    scene(async (_, { page }) => {
      await page.keyboard.press("Control+2");
      await page.locator(".group-detail .jacks").waitFor();
      await page.keyboard.press("Control+n");
      const dialog = page.getByRole("dialog", { name: "New group" });
      await dialog.getByRole("textbox", { name: "Name of the group" }).fill("Chá");
      await dialog.getByRole("button", { name: /At which number/u }).click();
      await page.getByRole("option", { name: LISBOA }).click();
      await dialog.getByRole("button", { name: /^Make the group/u }).click();
      await page.getByRole("link", { name: new RegExp(`Chá.*${LISBOA}`, "u") }).waitFor();
    }));

  for (const [name, go] of Object.entries(SIDE_BY_SIDE)) {
    test(`axe finds nothing in ${name}`, async () =>
      scene(async (_, { page }) => {
        await go(page);
        assert.deepEqual(await findings(page), []);
      }));
  }
});
