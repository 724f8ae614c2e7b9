// Pictures of each screen and state, at the size of its drawing, with the same people: `docs/shots/NAME.png`.

import { mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";

import type { Page } from "playwright-core";

import { type Look, launch, show } from "./browser.ts";
import { dayLater, play } from "./scene.ts";
import { Stage } from "./stage.ts";

const FOLDER = resolve(import.meta.dirname, "..", "..", "docs", "shots");

interface Shot {
  look: Look;
  go(page: Page): Promise<void>;
}

const chat = (name: RegExp) => async (page: Page) => {
  await page.getByRole("link", { name }).first().click();
  await page.getByRole("log").waitFor();
};

const anna = chat(/Анна Корнеева/u);

const answering = async (page: Page) => {
  await anna(page);
  await page.keyboard.press("r");
  // The pictures before have left a draft.
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.insertText(
    "Да, конечно! В субботу мы открыты с 10:00, заказ будет ждать на стойке. Назовите номер 4187",
  );
};

const search = async (page: Page) => {
  await page.keyboard.press("Control+Shift+f");
  await page.keyboard.insertText("счет");
  await page.getByRole("option").first().waitFor();
};

const palette = async (page: Page) => {
  await anna(page);
  await page.keyboard.press("Control+k");
  await page.getByRole("dialog").waitFor();
};

const THURSDAY: Record<string, Shot> = {
  "inbox-light": { look: {}, go: answering },
  "inbox-dark": { look: { theme: "dark" }, go: answering },
  "inbox-ru": { look: { language: "ru" }, go: answering },
  "inbox-960x600": { look: { width: 960, height: 600 }, go: answering },
  "inbox-zoom-200": { look: { width: 640, height: 400 }, go: anna },
  "inbox-dark-1920": { look: { theme: "dark", width: 1920, height: 1080 }, go: answering },
  "inbox-group": { look: {}, go: chat(/Tea Club · Almaty/u) },
  search: { look: {}, go: search },
  "search-ru": { look: { language: "ru", theme: "dark" }, go: search },
  "command-palette": { look: {}, go: palette },
  "nothing-open": { look: {}, go: async () => {} },
  "not-delivered": { look: {}, go: chat(/Priya Nair/u) },
  settings: {
    look: {},
    go: async (page) => {
      await page.keyboard.press("Control+,");
      await page.getByRole("heading", { level: 1, name: "Settings" }).waitFor();
    },
  },
  keys: { look: {}, go: async (page) => page.keyboard.press("Shift+Slash") },
};

const FRIDAY: Record<string, Shot> = {
  "inbox-window-closed": { look: {}, go: chat(/Priya Nair/u) },
  "inbox-window-closed-ru": { look: { language: "ru", theme: "dark" }, go: chat(/Анна Корнеева/u) },
};

const browser = await launch();
const stage = await Stage.open();
await mkdir(FOLDER, { recursive: true });

const take = async (shots: Record<string, Shot>): Promise<void> => {
  for (const [name, { look, go }] of Object.entries(shots)) {
    const screen = await show(browser, stage, look);
    await screen.page.getByRole("link", { name: /Анна Корнеева/u }).waitFor();
    await go(screen.page);
    await screen.page.evaluate(async () => document.fonts.ready);
    await screen.page.screenshot({ path: join(FOLDER, `${name}.png`), animations: "disabled" });
    process.stdout.write(`docs/shots/${name}.png\n`);
    await screen.close();
  }
};

try {
  await play(stage);
  await take(THURSDAY);
  await dayLater(stage);
  await take(FRIDAY);
} finally {
  await browser.close();
  await stage.close();
}
