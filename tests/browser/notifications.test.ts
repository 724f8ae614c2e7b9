// Notifications as an operator mutes, silences and questions them, by the keyboard alone.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import type { Browser, Page } from "playwright-core";

import { ANNA, TOMAS, openAnna, scene } from "./anna.ts";
import { launch } from "./browser.ts";
import { openTab, reach, run } from "./keyboard.ts";
import { type Stage, until } from "./stage.ts";

const HOUR = 3_600_000;

let browser: Browser;

before(async () => {
  browser = await launch();
});

after(async () => browser.close());

interface Row {
  title: string | null;
  mute: { until: number | null } | null;
}

async function muteOf(stage: Stage, title: string): Promise<Row["mute"] | undefined> {
  const { rows } = (await stage.command("chats", { filter: { filter: "all" }, limit: 200 })) as { rows: unknown };
  return (rows as Row[]).find((row) => row.title === title)?.mute;
}

describe("a chat", () => {
  test("is muted until Monday by two keys, and Z takes it back", async () =>
    scene(browser, async (stage, page) => {
      await openAnna(page);
      await page.keyboard.press("m");
      await page.getByRole("menuitem", { name: /Until Monday/u }).waitFor();
      await page.keyboard.press("3");
      await page
        .getByText(/^Muted until Mon.*08:00$/u)
        .first()
        .waitFor();
      const ends = await until("a mute", async () => (await muteOf(stage, ANNA))?.until ?? undefined);
      const end = new Date(ends);
      assert.deepEqual([end.getUTCDay(), end.getUTCHours(), end.getUTCMinutes()], [1, 8, 0]);
      await page.keyboard.press("z");
      await until("no mute", async () => ((await muteOf(stage, ANNA)) === null ? true : undefined));
      await page
        .getByText(/^Muted until/u)
        .first()
        .waitFor({ state: "detached" });
    }));

  test("is muted until Monday by the palette, typed in the other layout", async () =>
    scene(browser, async (stage, page) => {
      await openAnna(page);
      await run(page, "ьгеу", /Mute until Monday/u);
      await page
        .getByText(/^Muted until Mon.*08:00$/u)
        .first()
        .waitFor();
      await until("a mute", async () => (await muteOf(stage, ANNA)) ?? undefined);
    }));

  test("that is muted stands among the exceptions until it is unmuted there", async () =>
    scene(browser, async (stage, page) => {
      await openAnna(page);
      await page.keyboard.press("m");
      await page.getByRole("menuitem", { name: /For good/u }).waitFor();
      await page.keyboard.press("4");
      await until("a mute", async () => (await muteOf(stage, ANNA)) ?? undefined);
      await openTab(page, /^Chats/u);
      const panel = page.getByRole("tabpanel");
      await panel.getByText("Muted for good").waitFor();
      await reach(page, panel.getByRole("button", { name: `Actions: ${ANNA}` }));
      await page.keyboard.press("Enter");
      await page.getByRole("menuitem", { name: "Unmute" }).waitFor();
      await page.keyboard.type("Unmute");
      await page.keyboard.press("Enter");
      await panel.getByText("No exceptions yet").waitFor();
      assert.equal(await muteOf(stage, ANNA), null);
    }));

  test("says by W why its message rang, and Escape goes back", async () =>
    scene(browser, async (_, page) => {
      await openAnna(page);
      await page.keyboard.press("w");
      const why = page.getByRole("complementary", { name: "Why did this notify?" });
      await why.getByText("It rang").waitFor();
      await why.getByText("Default: 1:1 message").waitFor();
      await why.getByText("Decides the result.").waitFor();
      await page.keyboard.press("Escape");
      await why.waitFor({ state: "detached" });
    }));
});

describe("quiet at once", () => {
  test("until a time that is typed silences a message, W says so, and Z ends it", async () =>
    scene(browser, async (stage, page) => {
      await page.keyboard.press("q");
      await page.getByRole("menuitem", { name: /Until…/u }).waitFor();
      await page.keyboard.press("4");
      await page.getByRole("textbox", { name: /^A time/u }).waitFor();
      await page.keyboard.type("in 2 h");
      await page
        .getByRole("status")
        .getByText(/^Until/u)
        .waitFor();
      await page.keyboard.press("Enter");
      await page.getByRole("button", { name: /^Quiet until \d\d:\d\d$/u }).waitFor();
      const { quiet, now } = await quietOf(stage);
      assert.ok(quiet !== null && Math.abs(quiet - now - 2 * HOUR) < 60_000, "two hours");
      await stage.says(TOMAS, "Could you send the invoice again?");
      await page.getByRole("link", { name: /Tomás Ribeiro/u }).waitFor();
      await openTomas(page);
      await page.keyboard.press("w");
      const why = page.getByRole("complementary", { name: "Why was this silent?" });
      await why.getByText("Silent, badge only").waitFor();
      await page.keyboard.press("Escape");
      await page.keyboard.press("z");
      await page.getByRole("button", { name: "Quiet until…" }).waitFor();
      assert.equal((await quietOf(stage)).quiet, null);
    }));
});

async function quietOf(stage: Stage): Promise<{ quiet: number | null; now: number }> {
  const { quiet } = (await stage.command("notification_rules")) as { quiet: { until: number | null } | null };
  const { now } = (await stage.command("workspace")) as { now: number };
  return { quiet: quiet?.until ?? null, now };
}

/** By the finder: who waits longest is somebody else. */
async function openTomas(page: Page): Promise<void> {
  await run(page, "Tomás", /Tomás Ribeiro/u);
  await page.getByRole("log").getByText("Could you send the invoice again?").waitFor();
}

describe("the rules", () => {
  test("keep a default that its check box switched off, after a reload too", async () =>
    scene(browser, async (_, page) => {
      await openTab(page, "Defaults");
      const box = page.getByRole("checkbox", { name: "Banner: 1:1 message" });
      assert.ok(await box.isChecked());
      await reach(page, box);
      const kept = page.waitForResponse(/notification_level_save/u);
      await page.keyboard.press("Space");
      await kept;
      await page.reload();
      await page.getByRole("main").waitFor();
      await openTab(page, "Defaults");
      await box.waitFor();
      assert.equal(await box.isChecked(), false);
    }));

  test("leave a decision with its reasons in the history for every message that comes", async () =>
    scene(browser, async (stage, page) => {
      await openTab(page, "History");
      const decisions = page.getByRole("article");
      const anna = decisions.filter({ hasText: ANNA });
      await anna.waitFor();
      await stage.says(TOMAS, "Could you send the invoice again?");
      const line = decisions.getByRole("button", { name: /Tomás Ribeiro/u });
      await line.waitFor();
      await anna.waitFor();
      await reach(page, line);
      await page.keyboard.press("Enter");
      await page.getByRole("list", { name: "Why, step by step" }).first().waitFor();
    }));
});
