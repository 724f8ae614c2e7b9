// axe on each step of the first run, in both themes and both languages, and in a narrow window.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import type { Browser } from "playwright-core";

import { findings, launch, show } from "./browser.ts";
import { FIRST_RUN } from "./first.ts";
import { Stage } from "./stage.ts";

let browser: Browser;
let stage: Stage;

before(async () => {
  browser = await launch();
  stage = await Stage.open();
  await stage.says("Анна Корнеева", "Проверка связи");
});

after(async () => {
  await browser.close();
  await stage.close();
});

const LOOKS = [
  { theme: "light", language: "en" },
  { theme: "dark", language: "ru" },
  { theme: "light", language: "ru", width: 640, height: 400 },
] as const;

for (const look of LOOKS) {
  describe(`${look.theme}, ${look.language}, ${"width" in look ? "narrow" : "wide"}`, () => {
    for (const [name, go] of Object.entries(FIRST_RUN)) {
      test(name, async () => {
        const { page, faults, close } = await show(browser, stage, look);
        await go(page);
        assert.deepEqual(await findings(page), []);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        assert.ok(wide <= 0, `the page is ${wide} pixels too wide`);
        assert.deepEqual(faults, []);
        await close();
      });
    }
  });
}
