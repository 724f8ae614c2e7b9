// News of a group that are doubled, lost or in a wrong order: the screen ends in what the town itself says.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import type { Browser, Page } from "playwright-core";

import { launch, show } from "./browser.ts";
import { townsClub } from "./club.ts";
import { Stage, until } from "./stage.ts";

const CLUB = "Tea Club · Almaty";
const [DANA, MARTA, YERZHAN, LENA] = ["Дана Касымова", "Marta Vilks", "Ержан Бекенов", "Lena Fischer"];

let browser: Browser;

before(async () => {
  browser = await launch();
});

after(async () => browser.close());

describe("a group whose news are", () => {
  test("doubled, lost or in a wrong order ends on the screen as it is in the town", async () => {
    const stage = await Stage.open();
    try {
      for (const person of [DANA, MARTA, YERZHAN, LENA]) await stage.says(person, "Добрый день");
      const { page, faults, close } = await show(browser, stage);
      await page.keyboard.press("Control+2");
      await page.getByRole("link", { name: CLUB }).first().click();
      await page.getByRole("tab", { name: "Participants" }).click();

      await trouble(stage, "double_group_webhook");
      await moves(stage, DANA, "join");
      await isTruth(stage, page, DANA, true);

      await trouble(stage, "double_group_webhook");
      await moves(stage, YERZHAN, "leave");
      await isTruth(stage, page, YERZHAN, false);

      await trouble(stage, "double_group_webhook");
      await removes(page, DANA);
      await isTruth(stage, page, DANA, false);

      await trouble(stage, "lose_group_webhook");
      await moves(stage, MARTA, "join");
      await page.getByRole("button", { name: "Compare now" }).click();
      await isTruth(stage, page, MARTA, true);

      await trouble(stage, "swap_group_webhook");
      await moves(stage, LENA, "join");
      await moves(stage, LENA, "leave");
      await stage.control("idle");
      await page.getByRole("button", { name: "Compare now" }).click();
      await isTruth(stage, page, LENA, false);

      await page.getByRole("tab", { name: "Activity" }).click();
      await toldOnce(page, [
        `${DANA} joined with the invite link`,
        `${YERZHAN} left`,
        new RegExp(`^${DANA} was removed by`, "u"),
        new RegExp(`^Comparing found ${MARTA}`, "u"),
      ]);
      assert.deepEqual(faults, []);
      await close();
    } finally {
      await stage.close();
    }
  });
});

const person = (page: Page, name: string) => page.locator(".person-line", { hasText: name });

async function trouble(stage: Stage, kind: string): Promise<void> {
  await stage.control("trouble", { kind, count: 1 });
}

async function moves(stage: Stage, who: string, type: "join" | "leave"): Promise<void> {
  await stage.does({ person: who, type, group: CLUB });
}

/** Takes somebody out as an operator does. */
async function removes(page: Page, who: string): Promise<void> {
  await person(page, who).hover();
  await page.getByRole("checkbox", { name: `Choose ${who}` }).press("Space");
  await page.getByRole("button", { name: "Remove…" }).click();
  const dialog = page.getByRole("alertdialog");
  await dialog.getByRole("textbox").fill("Реклама");
  await dialog.getByRole("button", { name: /^Remove/u }).click();
}

/** Waits until the town has told everything, and the screen has the town's people. */
async function isTruth(stage: Stage, page: Page, who: string, inside: boolean): Promise<void> {
  await person(page, who).waitFor({ state: inside ? "visible" : "detached" });
  await stage.control("idle");
  const { members } = await townsClub(stage);
  await until(`the town's ${members.length} people`, async () =>
    (await page.locator(".person-line").count()) === members.length ? true : undefined,
  );
}

async function toldOnce(page: Page, lines: readonly (string | RegExp)[]): Promise<void> {
  for (const words of lines) {
    const line = page.locator(".activity__line p").filter({ hasText: words });
    await line.first().waitFor();
    assert.equal(await line.count(), 1, String(words));
  }
}
