// A group's chat in a browser, with the keys of the map: what happened in it, what is pinned in it, who speaks to the operator.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import type { Browser, Page } from "playwright-core";

import { type Screen, findings, launch, show } from "./browser.ts";
import { letIn, says, townsClub } from "./club.ts";
import { Stage, until } from "./stage.ts";

const CLUB = /Tea Club · Almaty/u;

let browser: Browser;

before(async () => {
  browser = await launch();
});

after(async () => browser.close());

async function scene(work: (stage: Stage, screen: Screen) => Promise<void>): Promise<void> {
  const stage = await Stage.open();
  try {
    const screen = await show(browser, stage);
    await says(stage, "Ержан Бекенов", "Дегустация в субботу в 15:00");
    await work(stage, screen);
    assert.deepEqual(screen.faults, []);
    await screen.close();
  } finally {
    await stage.close();
  }
}

async function open(page: Page): Promise<void> {
  await page.getByRole("link", { name: CLUB }).first().click();
  await page.getByRole("log").waitFor();
}

describe("a group's chat", () => {
  test("a message is pinned and unpinned by keys, and the town agrees", async () =>
    scene(async (stage, { page }) => {
      await open(page);
      const message = page.locator(".message", { hasText: "Дегустация" });
      await message.waitFor();
      await page.getByRole("log").focus();
      await page.keyboard.press("ArrowUp");
      await until("the message picked", async () =>
        (await message.getAttribute("data-picked")) === null ? undefined : true,
      );
      await page.keyboard.press("p");
      const dialog = page.getByRole("dialog", { name: "Pin the message in the group?" });
      await dialog.waitFor();
      assert.deepEqual(await findings(page), []);
      await dialog.getByRole("button", { name: "Pin", exact: true }).press("Enter");
      await page.getByText("Pinned in the group").waitFor();
      await page.getByText("1 of 3").waitFor();
      assert.equal((await townsClub(stage)).pins.length, 1);
      await page.getByRole("log").getByText("A message was pinned by you").waitFor();
      assert.deepEqual(await findings(page), []);
      await page.getByRole("button", { name: /^Unpin: Дегустация/u }).press("Enter");
      await until("nothing pinned in the town", async () => (await townsClub(stage)).pins.length === 0 || undefined);
      await page.getByText("Pinned in the group").waitFor({ state: "detached" });
    }));

  test("who was let in stands between the messages, with who approved it", async () =>
    scene(async (stage, { page }) => {
      await open(page);
      await letIn(stage);
      await page
        .getByRole("log")
        .getByText(/joined with the invite link, approved by you/u)
        .waitFor();
    }));

  test("whoever speaks to the operator is seen in the list until it is read", async () =>
    scene(async (stage, { page }) => {
      await says(stage, "Ержан Бекенов", "@Mira фото с дегустации");
      await says(stage, "Ержан Бекенов", "Очень вкусно");
      const sign = page.getByRole("img", { name: "mentions you" });
      await sign.waitFor();
      await open(page);
      await sign.waitFor({ state: "detached" });
    }));
});
