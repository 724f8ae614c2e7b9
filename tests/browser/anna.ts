// A town in which Anna has written, and what the journeys of the notifications have in common.

import assert from "node:assert/strict";

import type { Browser, Page } from "playwright-core";

import { type Screen, show } from "./browser.ts";
import { label } from "./rules.ts";
import { at } from "./scene.ts";
import { Stage } from "./stage.ts";

export const ANNA = "Анна Корнеева";
export const TOMAS = "Tomás Ribeiro";

export type Work = (stage: Stage, page: Page, screen: Screen) => Promise<void>;

/** A town at noon in which Anna has written before the screen is opened, after what else is prepared. */
export async function scene(
  browser: Browser,
  work: Work,
  prepare: (stage: Stage) => Promise<void> = async () => {},
): Promise<void> {
  const stage = await Stage.open();
  try {
    await at(stage, 12, 0);
    await stage.says(ANNA, "Добрый день! Заказ уже собран?");
    await stage.chat(ANNA);
    await prepare(stage);
    const screen = await show(browser, stage);
    await screen.page.getByRole("link", { name: /Анна Корнеева/u }).waitFor();
    await work(stage, screen.page, screen);
    assert.deepEqual(screen.faults, []);
    await screen.close();
  } finally {
    await stage.close();
  }
}

/** Anna is a VIP, Tomás is not. */
export async function vip(stage: Stage): Promise<void> {
  await stage.says(TOMAS, "Could you send the invoice again?");
  await stage.chat(TOMAS);
  await label(stage, "VIP", [await stage.chat(ANNA)]);
}

/** Opens her chat: nobody waits longer. */
export async function openAnna(page: Page): Promise<void> {
  await page.keyboard.press("n");
  await page.getByRole("log").getByText("Заказ уже собран?").waitFor();
}
