// What an operator does in the inbox, in a browser, with the keys of the map.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import type { Browser } from "playwright-core";

import { type Screen, launch, show } from "./browser.ts";
import { run } from "./keyboard.ts";
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
    await work(stage, screen);
    assert.deepEqual(screen.faults, []);
    await screen.close();
  } finally {
    await stage.close();
  }
}

describe("inbox", () => {
  test("a new message appears by itself, is answered from the keyboard, and its receipt turns to read", async () =>
    scene(async (stage, { page }) => {
      await stage.says("Анна Корнеева", "А можно забрать в субботу до 12?");
      await page.getByRole("link", { name: /Анна Корнеева/u }).waitFor();
      await page.keyboard.press("n");
      await page.getByRole("log").getByText("А можно забрать в субботу до 12?").waitFor();
      await page.keyboard.press("r");
      await page.keyboard.type("Да, конечно!");
      await page.keyboard.press("Enter");
      await page.getByRole("log").getByText("Да, конечно!").waitFor();
      await page.getByText(/^Read \d\d:\d\d$/u).waitFor();
      const sent = await stage.sent();
      assert.equal(sent.filter((message) => JSON.stringify(message).includes("Да, конечно!")).length, 1);
    }));

  test("answering with Ctrl+Enter marks the chat done and goes to who waits next", async () =>
    scene(async (stage, { page }) => {
      await stage.says("Tomás Ribeiro", "Could you send the invoice again?");
      // Webhooks keep no order: who is here already came first.
      await page.getByRole("link", { name: /Tomás Ribeiro/u }).waitFor();
      await stage.says("Lena Fischer", "Ist alles gepackt?");
      await page.getByRole("link", { name: /Lena Fischer/u }).waitFor();
      await page.keyboard.press("n");
      await page.getByRole("log").getByText("Could you send the invoice again?").waitFor();
      await page.keyboard.press("r");
      await page.keyboard.type("Here it is.");
      await page.keyboard.press("Control+Enter");
      await page.getByRole("log").getByText("Ist alles gepackt?").waitFor();
      await page.getByRole("status").getByText(/done/iu).first().waitFor();
    }));

  test("markup in a message is shown as it was written and does nothing", async () =>
    scene(async (stage, { page }) => {
      const words = "<img src=x onerror=\"document.title='owned'\"><b>bold</b>";
      await stage.says("Priya Nair", words);
      await page.getByRole("link", { name: /Priya Nair/u }).click();
      await page.getByRole("log").getByText(words).waitFor();
      assert.notEqual(await page.title(), "owned");
    }));

  test("search finds word forms without the dots of ё, and Enter opens the place", async () =>
    scene(async (stage, { page }) => {
      await stage.says("Ольга Синицына", "На коробке нарисован ёжик");
      await stage.says("Анна Корнеева", "Спасибо");
      await page.getByRole("link", { name: /Ольга Синицына/u }).waitFor();
      await page.keyboard.press("Control+Shift+f");
      await page.keyboard.type("ежик");
      await page
        .getByRole("option", { name: /нарисован/u })
        .first()
        .waitFor();
      await page.keyboard.press("Enter");
      await page.getByRole("log").getByText("На коробке нарисован ёжик").waitFor();
    }));

  test("a group shows who says what", async () =>
    scene(async (stage, { page }) => {
      await stage.does({
        person: "Ержан Бекенов",
        group: "Tea Club · Almaty",
        type: "text",
        text: "Фото с дегустации",
      });
      await page.getByRole("link", { name: /Tea Club · Almaty/u }).click();
      const log = page.getByRole("log");
      await log.getByText("Фото с дегустации").waitFor();
      await log.getByText("Ержан Бекенов").first().waitFor();
    }));

  test("an unsent text stays with its chat", async () =>
    scene(async (stage, { page }) => {
      await stage.says("Анна Корнеева", "Здравствуйте");
      await stage.says("Lena Fischer", "Hallo");
      await page.getByRole("link", { name: /Анна Корнеева/u }).click();
      await page.getByRole("log").getByText("Здравствуйте").waitFor();
      await page.keyboard.press("r");
      await page.keyboard.type("Половина ответа");
      await page.keyboard.press("Escape");
      await page.getByRole("link", { name: /Lena Fischer/u }).click();
      await page.getByRole("log").getByText("Hallo").waitFor();
      await page.getByRole("link", { name: /Анна Корнеева/u }).click();
      await page.getByRole("textbox").getByText("Половина ответа").waitFor();
    }));

  test("words typed before the chat is read become its answer and are no keys of the list", async () =>
    scene(async (stage, { page }) => {
      await stage.says("Tomás Ribeiro", "Could you send the invoice again?");
      await stage.says("Lena Fischer", "Ist alles gepackt?");
      await page.getByRole("link", { name: /Lena Fischer/u }).waitFor();
      const typed = Promise.withResolvers<void>();
      await page.route("**/api/chat", async (route) => {
        await typed.promise;
        await route.continue();
      });
      await page.getByRole("link", { name: /Tomás Ribeiro/u }).click();
      await page.keyboard.press("r");
      await page.keyboard.type("expires today");
      typed.resolve();
      await page.getByRole("log").waitFor();
      await page.keyboard.type(", sorry");
      await page.keyboard.press("Enter");
      await page.getByRole("log").getByText("expires today, sorry").waitFor();
      await page.getByRole("log").getByText("Could you send the invoice again?").waitFor();
    }));

  test("a reply refused after the next chat was opened comes back as the draft of its own chat", async () =>
    scene(async (stage, screen) => {
      const { page } = screen;
      await stage.says("Tomás Ribeiro", "Could you send the invoice again?");
      await page.getByRole("link", { name: /Tomás Ribeiro/u }).waitFor();
      await stage.says("Lena Fischer", "Ist alles gepackt?");
      await page.getByRole("link", { name: /Lena Fischer/u }).waitFor();
      const gone = Promise.withResolvers<void>();
      await page.route("**/api/message_send", async (route) => {
        await gone.promise;
        await route.fulfill({ status: 422, json: { code: "window_closed", retry: { retry: "never" } } });
      });
      await page.keyboard.press("n");
      await page.getByRole("log").getByText("Could you send the invoice again?").waitFor();
      await page.keyboard.press("r");
      await page.keyboard.type("Here it is.");
      await page.keyboard.press("Control+Enter");
      await page.getByRole("log").getByText("Ist alles gepackt?").waitFor();
      gone.resolve();
      await page
        .getByRole("status")
        .getByText(/window/iu)
        .first()
        .waitFor();
      await page.keyboard.press("z");
      await page.getByRole("link", { name: /Tomás Ribeiro/u }).click();
      await page.getByRole("textbox").getByText("Here it is.").waitFor();
      // The refusal is this journey's own.
      screen.faults.splice(0);
    }));

  test("F6 walks the panes and stops at what is chosen in each", async () =>
    scene(async (stage, { page }) => {
      await stage.says("Lena Fischer", "Ist alles gepackt?");
      const stop = async (key: string): Promise<string> => {
        await page.keyboard.press(key);
        return page.evaluate(() => document.activeElement?.closest("[data-pane]")?.getAttribute("data-pane") ?? "none");
      };
      await page.getByRole("link", { name: /Lena Fischer/u }).waitFor();
      assert.deepEqual([await stop("F6"), await stop("F6"), await stop("F6")], ["rail", "list", "rail"]);
      await page.getByRole("link", { name: /Lena Fischer/u }).click();
      // A pane in which nothing is yet that could take the focus is passed over.
      await page.getByRole("complementary").getByRole("button").first().waitFor();
      assert.deepEqual([await stop("F6"), await stop("F6")], ["conversation", "context"]);
      assert.deepEqual([await stop("F6"), await stop("F6")], ["rail", "list"]);
      const row = page.getByRole("link", { name: /Lena Fischer/u });
      assert.ok(await row.evaluate((element) => element === document.activeElement), "the row of the open chat");
      assert.equal(await stop("Shift+F6"), "rail");
    }));

  test("a toast stands above the composer, never on what is being written", async () =>
    scene(async (stage, { page }) => {
      await stage.says("Lena Fischer", "Ist alles gepackt?");
      await page.getByRole("link", { name: /Lena Fischer/u }).click();
      await page.getByRole("log").getByText("Ist alles gepackt?").waitFor();
      await page.keyboard.press("p");
      const toast = await page.getByText("Chat pinned").boundingBox();
      const text = await page.getByRole("textbox", { name: "Reply" }).boundingBox();
      assert.ok(toast !== null && text !== null && toast.y + toast.height <= text.y);
    }));

  test("a dialog ends above the toasts, in the smallest window, too", async () =>
    scene(async (stage, { page }) => {
      await page.setViewportSize({ width: 960, height: 600 });
      await stage.says("Lena Fischer", "Ist alles gepackt?");
      await page.getByRole("link", { name: /Lena Fischer/u }).click();
      await page.getByRole("log").getByText("Ist alles gepackt?").waitFor();
      await page.keyboard.press("p");
      await page.getByText("Chat pinned").waitFor();
      // The key takes back what the list shows.
      await page.getByText("Pinned", { exact: true }).waitFor();
      await page.keyboard.press("p");
      await page.getByText("Chat unpinned").waitFor();
      await run(page, "Record a consent", /Record a consent/u);
      const cancel = await page.getByRole("dialog").getByRole("button", { name: "Cancel" }).boundingBox();
      const toast = await page.getByText("Chat pinned").boundingBox();
      assert.ok(toast !== null && cancel !== null && cancel.y + cancel.height <= toast.y);
    }));
});
