// What an operator decides about a chat and writes into it, with the keys of the map.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import type { Browser, Page } from "playwright-core";

import { type Screen, launch, show } from "./browser.ts";
import { run } from "./keyboard.ts";
import { Stage, until } from "./stage.ts";

const LENA = /Lena Fischer/u;

let browser: Browser;

before(async () => {
  browser = await launch();
});

after(async () => browser.close());

/** A town in which Lena has asked something, and her chat open. */
async function lenaAsks(work: (stage: Stage, page: Page, screen: Screen) => Promise<void>): Promise<void> {
  const stage = await Stage.open();
  try {
    await stage.says("Lena Fischer", "Ist alles gepackt?");
    const screen = await show(browser, stage);
    await screen.page.getByRole("link", { name: LENA }).click();
    await screen.page.getByRole("log").getByText("Ist alles gepackt?").waitFor();
    await work(stage, screen.page, screen);
    assert.deepEqual(screen.faults, []);
    await screen.close();
  } finally {
    await stage.close();
  }
}

/** Presses a key as a keyboard with a Russian layout does: the key is where it was, its letter is another. */
async function pressRussian(page: Page, code: string, letter: string): Promise<void> {
  const keyboard = await page.context().newCDPSession(page);
  const key = { code, key: letter, windowsVirtualKeyCode: code.charCodeAt(3) };
  await keyboard.send("Input.dispatchKeyEvent", { type: "keyDown", text: letter, ...key });
  await keyboard.send("Input.dispatchKeyEvent", { type: "keyUp", ...key });
  await keyboard.detach();
}

describe("a chat", () => {
  test("is assigned to me with A and Enter, in the Russian layout too, and given back with Z", async () =>
    lenaAsks(async (_, page) => {
      await pressRussian(page, "KeyA", "ф");
      await page.getByRole("menuitem", { name: /\(you\)/u }).waitFor();
      await page.keyboard.press("Enter");
      await page.getByRole("button", { name: /Mine 1/u }).waitFor();
      await pressRussian(page, "KeyZ", "я");
      await page.getByRole("button", { name: "Mine", exact: true }).waitFor();
    }));

  test("snoozed until a typed time leaves the list, stands under 5 with its time, and comes back with Z", async () =>
    lenaAsks(async (_, page) => {
      await page.keyboard.press("s");
      await page.getByRole("combobox").fill("in 2 h");
      await page.keyboard.press("Enter");
      const row = page.getByRole("link", { name: LENA });
      await row.waitFor({ state: "detached" });
      await page.keyboard.press("5");
      await page.getByRole("link", { name: /Snoozed.*\d\d:\d\d/u }).waitFor();
      assert.equal(await page.getByText("Waiting for you").count(), 0);
      await page.keyboard.press("1");
      await page.keyboard.press("z");
      await row.waitFor();
    }));

  test("pinned and unpinned stands under one heading at a time", async () =>
    lenaAsks(async (stage, page) => {
      await stage.says("Tomás Ribeiro", "Could you send the invoice again?");
      await page.getByRole("link", { name: /Tomás Ribeiro/u }).waitFor();
      const headings = page.getByRole("heading", { level: 3 });
      await page.keyboard.press("p");
      await headings.getByText("Pinned").waitFor();
      assert.equal(await headings.getByText("Waiting for you").count(), 1);
      await page.keyboard.press("z");
      await headings.getByText("Pinned").waitFor({ state: "detached" });
      assert.equal(await headings.getByText("Waiting for you").count(), 1);
    }));

  test("counts as read once it was in view, and as unread again with U until Z", async () =>
    lenaAsks(async (_, page) => {
      const unread = page.getByRole("link", { name: /1 unread/u });
      await unread.waitFor({ state: "detached" });
      await page.keyboard.press("u");
      const marked = page.getByRole("link", { name: /marked as unread/u });
      await marked.waitFor();
      await page.keyboard.press("z");
      await marked.waitFor({ state: "detached" });
    }));
});

describe("what is written", () => {
  test("as a note stays here and is never sent", async () =>
    lenaAsks(async (stage, page) => {
      await page.keyboard.press("r");
      await page.keyboard.press("Control+i");
      await page.keyboard.type("She gets ten percent.");
      await page.keyboard.press("Enter");
      await page
        .getByRole("group", { name: /Internal note/u })
        .getByText("She gets ten percent.")
        .waitFor();
      await page.keyboard.press("Control+i");
      await page.keyboard.type("Yes, all of it.");
      await page.keyboard.press("Enter");
      await until("the answer at the provider", async () => (await stage.sent()).length === 1 || undefined);
      assert.doesNotMatch(JSON.stringify(await stage.sent()), /ten percent/u);
    }));

  test("after ↑ and R quotes the message at the provider", async () =>
    lenaAsks(async (stage, page) => {
      await page.keyboard.press("r");
      await page.keyboard.press("ArrowUp");
      await page.keyboard.press("r");
      await page.keyboard.type("Yes, all of it.");
      await page.keyboard.press("Enter");
      const sent = await until("the answer at the provider", async () => (await stage.sent())[0]);
      assert.match(JSON.stringify(sent), /"context":"wamid/u);
    }));

  test("after ↑ and R is a quote, however soon one key follows the other", async () =>
    lenaAsks(async (_, page) => {
      await page.evaluate(async () => {
        for (const code of ["KeyR", "ArrowUp", "KeyR"]) {
          const key = { code, key: code, bubbles: true, cancelable: true };
          document.activeElement?.dispatchEvent(new KeyboardEvent("keydown", key));
          // What the key did is drawn, and no frame has passed.
          await Promise.resolve();
        }
      });
      await page.getByRole("button", { name: "Do not quote" }).waitFor();
      await page.keyboard.type("Yes, all of it.");
      assert.equal(await page.getByRole("textbox", { name: "Reply" }).inputValue(), "Yes, all of it.");
    }));

  test("after a slash is a quick reply with the names filled in", async () =>
    lenaAsks(async (stage, page) => {
      const reply = { command_id: "hours", shortcut: "hours", body: "Hello {name}! We are open until 20:00." };
      await stage.command("quick_reply_save", reply);
      await page.keyboard.press("r");
      await page.keyboard.type("/ho");
      await page.getByRole("option", { name: /hours/u }).waitFor();
      await page.keyboard.press("Enter");
      await page.getByRole("textbox").getByText("Hello Lena! We are open until 20:00.").waitFor();
    }));

  test("when the window closes stays as a draft above the templates, and the next letters are no keys", async () =>
    lenaAsks(async (stage, page) => {
      await page.keyboard.press("r");
      await page.keyboard.type("Yes, all");
      await stage.clock({ advance_ms: 24 * 3_600_000 });
      await page.getByText("The 24-hour window is closed.").waitFor();
      await page.getByText("Your text is kept as a draft:").waitFor();
      await page.keyboard.type("e");
      assert.equal(await page.getByRole("combobox").inputValue(), "e");
      await page.getByRole("link", { name: LENA }).waitFor();
    }));
});

describe("the screen", () => {
  test("says that the token expired, that the reply waits, and where the token is renewed", async () =>
    lenaAsks(async (stage, page) => {
      await stage.control("trouble", { kind: "token", value: "expired" });
      await page.keyboard.press("r");
      await page.keyboard.type("Yes, all of it.");
      await page.keyboard.press("Enter");
      await page.getByText(/The access token expired at/u).waitFor();
      await page.getByText(/1 reply waits in the outbox/u).waitFor();
      await page.getByRole("button", { name: "Renew token" }).click();
      await page.getByRole("dialog").waitFor();
    }));

  test("changes its language and theme at once, with a chat open", async () =>
    lenaAsks(async (_, page) => {
      await page.getByRole("button", { name: /^You:/u }).click();
      await page.getByRole("menuitem", { name: "Dark theme" }).click();
      await page.locator('html[data-theme="dark"]').waitFor();
      await run(page, "русский", /Switch to Russian/u);
      await page.getByRole("heading", { name: "Входящие" }).first().waitFor();
      await page.getByText("Ждут ответа").waitFor();
    }));
});
