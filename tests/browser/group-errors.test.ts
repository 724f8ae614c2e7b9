// Every error of groups that the provider has, provoked in the sandbox and read on the screen in both languages.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import type { Browser, Page } from "playwright-core";

import { type Screen, launch, show } from "./browser.ts";
import { says } from "./club.ts";
import { CLUB, READS, type Refusal, SAID, UNSENT, ask, change, inWords, refusals, refuse, send } from "./refusals.ts";
import { Stage, until } from "./stage.ts";

type Language = "en" | "ru";

/** What happened and a next step. */
const SENTENCE = /^[^.:]+[.:,] .+\.$/u;

let browser: Browser;

before(async () => {
  browser = await launch();
});

after(async () => browser.close());

describe("every error of groups", () => {
  test("is read on the screen as a sentence with a next step, in both languages", async () => {
    const stage = await Stage.open();
    try {
      const all = await refusals(stage);
      const codes = new Set(all.map(({ code }) => code));
      assert.deepEqual(codes, new Set([...SAID.keys(), ...UNSENT.keys()]), "each code has words, and none too many");
      await provokeAll(stage, all);
      for (const language of ["en", "ru"] as const) {
        const screen = await show(browser, stage, { language, height: 1400 });
        await changesAreRead(screen.page, all, language);
        await readsAreRead(stage, screen.page, all, language);
        await messagesAreRead(screen.page, language);
        assert.deepEqual(screen.faults.filter(unasked), []);
        await screen.close();
      }
    } finally {
      await stage.close();
    }
  });
});

/** Comparing is refused, as was asked for. */
const unasked = (fault: string): boolean => !fault.endsWith("group_compare answered 422");

const changing = (all: readonly Refusal[]): Refusal[] =>
  all.filter(({ call }) => call !== "send" && call !== "list" && !READS.includes(call));

/** Makes each change and sends each message that can be refused, so that each is. What has to wait comes last. */
async function provokeAll(stage: Stage, all: readonly Refusal[]): Promise<void> {
  const screen = await show(browser, stage);
  const picture = await pictureOf(stage, screen);
  await screen.close();
  await says(stage, "Ержан Бекенов", "Добрый день");
  await ask(stage, ["Анна Корнеева", "Вера Зайцева"]);
  const late = ({ code }: Refusal) => code === 131_208;
  const made = changing(all);
  const sent = all.filter(({ call }) => call === "send");
  for (const refusal of made.filter((one) => !late(one))) {
    await refuse(stage, refusal, 1);
    await change(stage, refusal, picture);
  }
  for (const refusal of sent.filter((one) => !late(one))) {
    await refuse(stage, refusal, 1);
    await send(stage, refusal);
  }
  // Else they would be asked again after a minute, and done.
  await stage.clock({ hold: true });
  for (const refusal of [...made, ...sent].filter(late)) {
    await refuse(stage, refusal);
    await (refusal.call === "send" ? send(stage, refusal) : change(stage, refusal, picture));
  }
  await stage.control("trouble/clear");
}

/** A picture in the media store. */
async function pictureOf(stage: Stage, { page }: Screen): Promise<string> {
  const address = await page.evaluate(() => {
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [192, 192];
    return canvas.toDataURL("image/jpeg");
  });
  const base64 = address.slice(address.indexOf(",") + 1);
  const chat_id = await stage.chat(CLUB);
  const { file } = await stage.command("attachment_add", { chat_id, filename: "tea.jpg", base64 });
  return String(file);
}

async function changesAreRead(page: Page, all: readonly Refusal[], language: Language): Promise<void> {
  await page.keyboard.press("Control+2");
  await page.getByRole("link", { name: CLUB }).first().click();
  const made = changing(all);
  const rows = page.locator(".act");
  await until(`${made.length} refused changes`, async () => ((await rows.count()) === made.length ? true : undefined));
  const read = (await rows.allInnerTexts()).map((text) => text.split("\n"));
  const wanted = new Map<string, number>();
  for (const { code } of made) {
    const words = inWords(SAID.get(code), language);
    assert.match(words, SENTENCE, `${code}`);
    wanted.set(words, (wanted.get(words) ?? 0) + 1);
  }
  for (const [words, times] of wanted) {
    const found = read.filter((lines) => lines.includes(words));
    assert.equal(found.length, times, words);
  }
}

async function readsAreRead(stage: Stage, page: Page, all: readonly Refusal[], language: Language): Promise<void> {
  const button = page.getByRole("button", { name: inWords("Compare now", language) });
  const toasts = page.locator(".toast");
  for (const call of READS) {
    for (const refusal of all.filter((one) => one.call === call)) {
      // Without its link a group is read as one that has none.
      if (call === "link" && refusal.code === 131_041) continue;
      await refuse(stage, refusal);
      await button.click();
      const words = inWords(SAID.get(refusal.code), language);
      await until(`${call}, ${refusal.code}: ${words}`, async () =>
        (await toasts.allInnerTexts()).at(-1) === words ? true : undefined,
      );
    }
  }
  await stage.control("trouble/clear");
}

async function messagesAreRead(page: Page, language: Language): Promise<void> {
  await page.keyboard.press("Control+1");
  await page.getByRole("link", { name: CLUB }).first().click();
  for (const [code, words] of UNSENT) {
    assert.match(inWords(words, language), SENTENCE, `${code}`);
    await page.locator(".receipt", { hasText: inWords(words, language) }).waitFor();
  }
}
