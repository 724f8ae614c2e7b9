// Quiet schedules as an operator makes and questions them, by the keyboard alone.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import type { Browser } from "playwright-core";

import { ANNA, TOMAS, scene, vip } from "./anna.ts";
import { launch } from "./browser.ts";
import { openTab, reach, run } from "./keyboard.ts";
import { heldBack, labelled, schedule, through } from "./rules.ts";
import { until } from "./stage.ts";

let browser: Browser;

before(async () => {
  browser = await launch();
});

after(async () => browser.close());

describe("a schedule", () => {
  test("is made of the sentence “Night 22-8 except VIP”, with its exception, and the simulator answers for it", async () =>
    scene(
      browser,
      async (_, page) => {
        await openTab(page, "Schedules");
        await page.keyboard.press("Control+n");
        await page.keyboard.type("Night 22-8 except VIP");
        await page.getByRole("status").getByText("VIP").waitFor();
        await page.keyboard.press("Enter");
        const cards = page.getByRole("list", { name: "Schedules" });
        await cards.getByRole("button", { name: /^Night 22–08/u }).waitFor();
        await page
          .getByRole("grid", { name: /What may ring through “Night”/u })
          .getByText("Label is VIP")
          .waitFor();
        const simulator = page.getByRole("complementary", { name: "What happens if…" });
        await simulator.getByText("It rings").waitFor();
        await simulator.getByText("Schedule “Night” is on").waitFor();
        await simulator.getByText("VIP rings through").waitFor();
        await reach(page, simulator.getByRole("button", { name: `Who: ${ANNA}` }));
        await page.keyboard.press("Enter");
        await page.getByRole("combobox").waitFor();
        await page.keyboard.type("tomas");
        await page.getByRole("option", { name: TOMAS, selected: true }).waitFor();
        await page.keyboard.press("Enter");
        await simulator.getByText("Silent, badge only").waitFor();
        await simulator.getByText("Schedule “Night” is on").waitFor();
      },
      vip,
    ));

  test("that was just made is taken back with its exception by Z", async () =>
    scene(
      browser,
      async (stage, page) => {
        await openTab(page, "Schedules");
        await page.keyboard.press("Control+n");
        await page.keyboard.type("Night 22-8 except VIP");
        await page.keyboard.press("Enter");
        const exception = page.getByRole("grid").getByText("Label is VIP");
        await exception.waitFor();
        // The keys are at home on the page, not in a field.
        await reach(page, page.getByRole("tab", { selected: true }));
        await page.keyboard.press("z");
        await page.getByText("No quiet schedules yet").waitFor();
        const rules = (await stage.command("notification_rules")) as { schedules: unknown[]; breakthroughs: unknown[] };
        assert.deepEqual([rules.schedules, rules.breakthroughs], [[], []]);
      },
      vip,
    ));

  test("holds a message back, and tells at its end who waits: a digit opens the chat, Escape has seen it", async () =>
    scene(
      browser,
      async (stage, page) => {
        await page
          .getByRole("status")
          .getByText(/^Held back until \d\d:\d\d: 1 chat$/u)
          .waitFor();
        await run(page, "held back", /Show what silence held back/u);
        const list = page.getByRole("region", { name: "While it was quiet" });
        await list.getByRole("button", { name: /Tomás Ribeiro/u }).waitFor();
        assert.equal(await list.getByRole("button", { name: /Анна Корнеева/u }).count(), 0, "the exception rang");
        // Until the palette is gone it takes the keys.
        await page.getByRole("dialog").waitFor({ state: "detached" });
        await page.keyboard.press("1");
        await page.getByRole("log").getByText("Could you send the invoice again?").waitFor();
        await reach(page, list.getByRole("button", { name: /Tomás Ribeiro/u }));
        await page.keyboard.press("Escape");
        await list.waitFor({ state: "detached" });
        await until("a list that was seen", async () =>
          (await stage.command("digest"))["ended"] === null ? true : undefined,
        );
      },
      async (stage) => {
        await through(stage, { when: "chat", chat: await stage.chat(ANNA) });
        await heldBack(stage, TOMAS, "Could you send the invoice again?");
      },
    ));

  test("loses an exception by its menu, and Z puts it back in its place", async () =>
    scene(
      browser,
      async (_, page) => {
        await openTab(page, "Schedules");
        const rows = page.getByRole("grid").getByRole("row");
        await rows.first().getByText("Label is VIP").waitFor();
        await reach(page, page.getByRole("button", { name: "More about VIP" }));
        await page.keyboard.press("Enter");
        await page.getByRole("menuitem", { name: "Change" }).waitFor();
        await page.keyboard.type("Remove");
        await page.keyboard.press("Enter");
        await page.getByText("Exception removed").first().waitFor();
        await rows.first().getByText("Someone mentions me").waitFor();
        await page.keyboard.press("z");
        await rows.first().getByText("Label is VIP").waitFor();
        await rows.nth(1).getByText("Someone mentions me").waitFor();
      },
      async (stage) => {
        await vip(stage);
        await schedule(stage, "Weekend", [{ days: [6, 7], from: 9, to: 22 }]);
        await through(stage, { when: "label", label: await labelled(stage, "VIP"), direct: true });
        await through(stage, { when: "kind", kind: "mention" });
      },
    ));
});
