// Two contacts that are one person: said, shown and taken back, by the keys alone.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import type { Browser, Page } from "playwright-core";

import { findings, launch, show } from "./browser.ts";
import { takesKeys } from "./keyboard.ts";
import { Stage, until } from "./stage.ts";

const ANNA = "Анна Корнеева";
const TOMAS = "Tomás Ribeiro";

let browser: Browser;

before(async () => {
  browser = await launch();
});

after(async () => browser.close());

const everyone = async (stage: Stage): Promise<number> =>
  (await stage.command("member_lists", {}))["everyone"] as number;

/** Goes on with Tab until something has the focus. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let step = 0; step < 60; step++) {
    await page.keyboard.press("Tab");
    const reached = await page.evaluate(
      (wanted) => document.activeElement?.textContent?.trim() === wanted && document.activeElement.tagName === "BUTTON",
      name,
    );
    if (reached) return;
  }
  throw new Error(`Tab never led to ${name}`);
}

test("two people picked in the table are compared, merged, taken apart and merged again, by keys alone", async () => {
  const stage = await Stage.open();
  try {
    for (const person of [TOMAS, ANNA]) {
      await stage.does({ person, type: "text", text: "Hello" });
      await stage.chat(person);
    }
    const screen = await show(browser, stage);
    const { page } = screen;
    await page.keyboard.press("Control+3");
    await page.getByRole("row", { name: new RegExp(ANNA, "u") }).waitFor();
    const before = await everyone(stage);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Space");
    await page.keyboard.press("Shift+ArrowDown");
    await page.getByRole("status").getByText("2 selected").waitFor();
    await page.getByRole("button", { name: "Same person…" }).waitFor();
    await page.keyboard.press("Control+k");
    await takesKeys(page.getByRole("dialog"));
    await page.keyboard.insertText("the same person");
    await page.getByRole("option", { name: "Those two are the same person" }).waitFor();
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog", { name: "Is this one person?" });
    await dialog.getByRole("rowheader", { name: "Chats" }).waitFor();
    assert.deepEqual(await findings(page), []);
    await page.keyboard.press("Control+Enter");
    await dialog.waitFor({ state: "detached" });
    await until("one person fewer", async () => ((await everyone(stage)) === before - 1 ? true : undefined));
    await page.getByRole("row", { name: new RegExp(TOMAS, "u") }).waitFor({ state: "detached" });
    await page.getByRole("button", { name: ANNA, exact: true }).click();
    await page.getByText(`Merged with ${TOMAS}`).waitFor();
    assert.deepEqual(await findings(page), []);
    await tabTo(page, "Take apart");
    await page.keyboard.press("Enter");
    await until("two people again", async () => ((await everyone(stage)) === before ? true : undefined));
    await page.getByText(`Merged with ${TOMAS}`).waitFor({ state: "detached" });
    await page.keyboard.press("Control+z");
    await page.getByText(`Merged with ${TOMAS}`).waitFor();
    await until("one person again", async () => ((await everyone(stage)) === before - 1 ? true : undefined));
    assert.deepEqual(screen.faults, []);
    await screen.close();
  } finally {
    await stage.close();
  }
});
