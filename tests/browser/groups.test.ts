// What an operator does with groups, in a browser, with the keys of the map.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import type { Browser } from "playwright-core";

import { type Screen, launch, show } from "./browser.ts";
import { takesKeys } from "./keyboard.ts";
import { Stage, until } from "./stage.ts";

const CLUB = "Tea Club · Almaty";

let browser: Browser;

before(async () => {
  browser = await launch();
});

after(async () => browser.close());

async function scene(work: (stage: Stage, screen: Screen) => Promise<void>): Promise<void> {
  const stage = await Stage.open();
  try {
    const screen = await show(browser, stage);
    await stage.chat(CLUB);
    await work(stage, screen);
    assert.deepEqual(screen.faults, []);
    await screen.close();
  } finally {
    await stage.close();
  }
}

async function people(stage: Stage): Promise<number> {
  const view = await stage.command("group", { chat_id: await stage.chat(CLUB) });
  return (view["people"] as unknown[]).length;
}

describe("groups", () => {
  test("whoever asks to enter is let in by two keys", async () =>
    scene(async (stage, { page }) => {
      await page.keyboard.press("Control+2");
      const first = page.locator(".request").first();
      await first.waitFor();
      assert.equal(await first.evaluate((row) => row === document.activeElement), true);
      const before = await people(stage);
      await page.keyboard.press("y");
      await until("one more in the group", async () => ((await people(stage)) > before ? true : undefined));
    }));

  test("a decline is taken back by Z, and nothing of it reaches the provider", async () =>
    scene(async (_, { page }) => {
      await page.keyboard.press("Control+2");
      await page.locator(".request").first().waitFor();
      const asking = await page.locator(".request").count();
      await page.keyboard.press("d");
      await page
        .getByRole("status")
        .getByText(/^Declined/u)
        .waitFor();
      assert.equal(await page.locator(".request").count(), asking - 1);
      await page.keyboard.press("z");
      await until("the request again", async () =>
        (await page.locator(".request").count()) === asking ? true : undefined,
      );
    }));

  test("a group is made from the keyboard, and stands in the list once WhatsApp told", async () =>
    scene(async (_, { page }) => {
      await page.keyboard.press("Control+2");
      await page.locator(".group-detail h1").waitFor();
      await page.keyboard.press("Control+n");
      await takesKeys(page.getByRole("dialog", { name: "New group" }));
      await page.keyboard.insertText("Tea Club · Almaty 2");
      await page.keyboard.press("Control+Enter");
      await page.getByRole("link", { name: /Tea Club · Almaty 2/u }).waitFor();
    }));
});
