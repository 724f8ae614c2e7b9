// axe on each screen, in both themes and both languages.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import type { Browser, Page } from "playwright-core";

import { findings, launch, show } from "./browser.ts";
import { Stage } from "./stage.ts";

let browser: Browser;
let stage: Stage;

before(async () => {
  browser = await launch();
  stage = await Stage.open();
  const question = await stage.says("Анна Корнеева", "Добрый день! Заказ #4187 уже собран?");
  await stage.does({ person: "Анна Корнеева", type: "image", text: "Вот такая пачка" });
  await stage.does({ person: "Анна Корнеева", type: "voice" });
  await stage.does({ person: "Анна Корнеева", type: "document", filename: "order.pdf" });
  await stage.does({ person: "Анна Корнеева", type: "location" });
  await stage.does({ person: "Анна Корнеева", type: "text", text: "Вы получили?", reply_to: question });
  await stage.does({ person: "Ержан Бекенов", group: "Tea Club · Almaty", type: "text", text: "Фото с дегустации" });
  await stage.says("Tomás Ribeiro", "Could you send the invoice again?");
  const chat = await stage.chat("Анна Корнеева");
  await stage.command("message_send", {
    command_id: "axe-1",
    chat_id: chat,
    content: { kind: "text", body: "Да, собрали час назад." },
  });
  await stage.command("note_add", { command_id: "axe-2", chat_id: chat, body: "Скидка 10 % согласована." });
});

after(async () => {
  await browser.close();
  await stage.close();
});

const open = async (page: Page, name: RegExp): Promise<void> => {
  await page.getByRole("link", { name }).first().click();
  await page.getByRole("log").waitFor();
};

const SCREENS: Record<string, (page: Page) => Promise<void>> = {
  "the inbox with nothing open": async () => {},
  "a chat with a person": async (page) => open(page, /Анна Корнеева/u),
  "a chat with a group": async (page) => open(page, /Tea Club · Almaty/u),
  "the palette": async (page) => {
    await page.keyboard.press("Control+k");
    await page.getByRole("dialog").waitFor();
  },
  "search with hits": async (page) => {
    await page.keyboard.press("Control+Shift+f");
    await page.keyboard.type("invoice");
    await page.getByRole("option").first().waitFor();
  },
  "search without hits": async (page) => {
    await page.keyboard.press("Control+Shift+f");
    await page.keyboard.type("qqqqzzzz");
    await page.getByRole("dialog").waitFor();
  },
  "the keys": async (page) => {
    await page.keyboard.press("Shift+Slash");
    await page.getByRole("dialog").waitFor();
  },
  settings: async (page) => {
    await page.keyboard.press("Control+,");
    await page.getByRole("heading", { level: 1, name: /^(Settings|Настройки)$/u }).waitFor();
  },
};

for (const theme of ["light", "dark"] as const) {
  for (const language of ["en", "ru"] as const) {
    describe(`${theme}, ${language}`, () => {
      for (const [name, go] of Object.entries(SCREENS)) {
        test(name, async () => {
          const screen = await show(browser, stage, { theme, language });
          await screen.page.getByRole("link", { name: /Анна Корнеева/u }).waitFor();
          await go(screen.page);
          assert.equal(await screen.page.evaluate(() => document.documentElement.lang), language);
          assert.deepEqual(await findings(screen.page), []);
          assert.deepEqual(screen.faults, []);
          await screen.close();
        });
      }
    });
  }
}
