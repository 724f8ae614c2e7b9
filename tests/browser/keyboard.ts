// What somebody without a mouse does.

import type { Locator, Page } from "playwright-core";

/** As many stops as no screen has. */
const MOST = 200;

/** Goes on with Tab until a control has the focus. */
export async function reach(page: Page, control: Locator): Promise<void> {
  await control.waitFor();
  for (let stops = 0; stops < MOST; stops += 1) {
    if (await control.evaluate((element) => element.contains(document.activeElement))) {
      return;
    }
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab never came to ${String(control)}`);
}

/** Opens a tab of the notifications. */
export async function openTab(page: Page, name: string | RegExp): Promise<void> {
  await page.keyboard.press("Control+8");
  const tab = page.getByRole("tab", { name });
  await tab.waitFor();
  const chosen = page.getByRole("tab", { selected: true });
  await reach(page, chosen);
  // Arrows walk the tabs around, and Enter opens the one that they have come to.
  for (let stops = 0; stops < 5; stops += 1) {
    if (await tab.evaluate((element) => element === document.activeElement)) {
      break;
    }
    await page.keyboard.press("ArrowRight");
  }
  await page.keyboard.press("Enter");
  await page.locator('[role="tab"][aria-selected="true"]', { hasText: name }).waitFor();
}

/** Runs what the palette finds first for some words. */
export async function run(page: Page, words: string, found: RegExp): Promise<void> {
  await page.keyboard.press("Control+k");
  await takesKeys(page.getByRole("dialog"));
  await page.keyboard.insertText(words);
  await page.getByRole("option", { name: found, selected: true }).waitFor();
  await page.keyboard.press("Enter");
}

/** Waits until the focus is in what was opened: it is seen a moment before it takes the keys. */
export async function takesKeys(opened: Locator): Promise<void> {
  await opened.and(opened.page().locator(":focus-within")).waitFor();
}
