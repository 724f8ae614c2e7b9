// The business profile of a number: read, changed with the keyboard, refused and discarded, in a browser over a hub.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import type { Browser, Page } from "playwright-core";

import { type Screen, launch, show } from "./browser.ts";
import { Stage } from "./stage.ts";

let browser: Browser;

before(async () => {
  browser = await launch();
});

after(async () => browser.close());

async function scene(work: (stage: Stage, screen: Screen) => Promise<void>): Promise<void> {
  const stage = await Stage.open();
  try {
    const screen = await show(browser, stage);
    await open(screen.page);
    await work(stage, screen);
    assert.deepEqual(screen.faults, []);
    await screen.close();
  } finally {
    await stage.close();
  }
}

async function open(page: Page): Promise<void> {
  await page.keyboard.press("Control+,");
  const line = page.locator(".light-line").filter({ hasText: "Business profile" });
  await line.getByRole("button", { name: "Open" }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("form", { name: "Business profile" }).waitFor();
}

const about = (page: Page) => page.getByRole("textbox", { name: "Line below the name" });

async function write(page: Page, words: string): Promise<void> {
  await about(page).focus();
  await page.keyboard.press("Control+a");
  await page.keyboard.insertText(words);
  await page.keyboard.press("Enter");
}

describe("the business profile", () => {
  test("is shown as it stands, changed, and is so the next time; the way back is where it was", async () =>
    scene(async (_, { page }) => {
      assert.equal(await about(page).inputValue(), "Loose leaf tea, weighed by hand");
      const picture = page.getByRole("img", { name: "Picture of the profile" });
      await page.waitForFunction(
        () => (document.querySelector("img.profile__round") as HTMLImageElement).naturalWidth > 0,
      );
      assert.ok(await picture.isVisible());
      await write(page, "Чай и тишина");
      await page.getByText(/^Changed at WhatsApp/u).waitFor();
      await page.getByRole("button", { name: "Back to the numbers" }).press("Enter");
      await page.waitForFunction(() => document.activeElement?.textContent === "Open");
      await page.keyboard.press("Enter");
      await about(page).waitFor();
      assert.equal(await about(page).inputValue(), "Чай и тишина");
    }));

  test("another picture takes the place of the one before, and one that is not square is refused at once", async () =>
    scene(async (_, { page }) => {
      await about(page).focus();
      await page.keyboard.insertText("Not saved yet. ");
      const typed = await about(page).inputValue();
      const piece = async (width: number, height: number) => ({
        name: "tea.png",
        mimeType: "image/png",
        buffer: await page.screenshot({ clip: { x: 0, y: 0, width, height } }),
      });
      const input = page.locator("input[type=file]");
      await input.setInputFiles(await piece(200, 240));
      await page.getByText("The picture is not square. Cut it to a square and choose it again.").waitFor();
      await input.setInputFiles(await piece(240, 240));
      await page.getByText(/^Changed at WhatsApp/u).waitFor();
      await page.waitForFunction(
        () => (document.querySelector("img.profile__round") as HTMLImageElement).naturalWidth === 240,
      );
      assert.equal(await about(page).inputValue(), typed, "what was typed stays");
    }));

  test("a refusal says what to do, and the change can be discarded", async () =>
    scene(async (stage, { page }) => {
      await stage.control("trouble", { kind: "profile_fails", count: 1 });
      await write(page, "Чай");
      await page.getByText(/Check that the email and the websites are whole addresses/u).waitFor();
      assert.equal(await about(page).inputValue(), "Чай");
      await page.getByRole("button", { name: "Discard the change" }).press("Enter");
      await page.getByText(/^Not changed/u).waitFor({ state: "detached" });
      assert.equal(await about(page).inputValue(), "Loose leaf tea, weighed by hand");
    }));
});
