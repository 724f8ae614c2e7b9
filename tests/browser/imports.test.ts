// A list of people, from the file to the table of members, with the keys alone.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import type { Browser } from "playwright-core";

import { findings, launch, show } from "./browser.ts";
import { takesKeys } from "./keyboard.ts";
import { columns, plan, result, running } from "./list.ts";
import { Stage, until } from "./stage.ts";

let browser: Browser;

before(async () => {
  browser = await launch();
});

after(async () => browser.close());

/** Windows-1251, as an old spreadsheet writes it. */
function windows(text: string): Buffer {
  const byte = (letter: string) => {
    const code = letter.codePointAt(0) ?? 0;
    return code >= 0x410 && code <= 0x44f ? code - 0x350 : code;
  };
  return Buffer.from([...text].map(byte));
}

const LIST = windows(
  [
    "Имя;Телефон;Метки",
    "Оттилия Кранц;8 701 555 02 44;Чай",
    "=1+1;8 701 555 02 45;Чай",
    '"Не закрыта;8 701 555 02 46;',
    "Снова Оттилия;8 701 555 02 44;",
    "Марта;8 701 555 02 47;",
  ].join("\r\n"),
);

describe("import", () => {
  test("a list in an old encoding comes in with its bad rows named, and nobody is granted anything", async () => {
    const stage = await Stage.open();
    try {
      const screen = await show(browser, stage);
      const { page } = screen;
      await page.keyboard.press("Control+3");
      const button = page.getByRole("button", { name: "Import", exact: true });
      await button.focus();
      await page.keyboard.press("Enter");
      await takesKeys(page.getByRole("button", { name: "Choose a file…" }));
      const chooser = page.waitForEvent("filechooser");
      await page.keyboard.press("Enter");
      await (await chooser).setFiles({ name: "old.csv", mimeType: "text/csv", buffer: LIST });
      const columns = page.getByRole("dialog", { name: "old.csv" });
      await columns.waitFor();
      await columns.getByText("Windows-1251").first().waitFor();
      await columns.getByText(/^Оттилия Кранц · /u).waitFor();
      await page.keyboard.press("Control+Enter");
      const plan = page.getByRole("dialog", { name: "This would come of old.csv" });
      await plan.waitFor();
      await plan.getByText("A quote is not closed").waitFor();
      await plan.getByText("The same person as in line 2").waitFor();
      await page.keyboard.press("Control+Enter");
      await page.getByRole("dialog", { name: "What came of old.csv" }).waitFor();
      await page.getByText("3 people are new").waitFor();
      await page.getByText("2 rows were not imported").waitFor();
      await page.keyboard.press("Escape");
      const found = await until("Ottilie is a member", async () => {
        const people = (await stage.command("people", { query: "Оттилия" })) as unknown as unknown[];
        return people.length > 0 ? people : undefined;
      });
      assert.equal(found.length, 1);
      const ledger = await stage.command("consent_ledger", { part: "all", before: null, limit: 10 });
      assert.deepEqual(ledger["rows"], []);
      assert.deepEqual(screen.faults, []);
      await screen.close();
    } finally {
      await stage.close();
    }
  });

  for (const [theme, language] of [
    ["light", "en"],
    ["dark", "ru"],
  ] as const) {
    test(`axe finds nothing in any step, ${theme}, ${language}`, async () => {
      const stage = await Stage.open();
      try {
        for (const go of [columns, plan, running, result]) {
          const screen = await show(browser, stage, { theme, language });
          await go(stage, screen.page);
          assert.deepEqual(await findings(screen.page), [], go.name);
          assert.deepEqual(screen.faults, []);
          await screen.close();
        }
      } finally {
        await stage.close();
      }
    });
  }
});
