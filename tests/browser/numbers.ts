// A number's profile; a second number of the same account, people who write to both, and what is seen of it.

import type { Page } from "playwright-core";

import type { Stage } from "./stage.ts";
import { until } from "./stage.ts";

export const LISBON = "+351 21 555 0101";
export const LISBOA = "Polar Tea Lisboa";

/** Opens the number in Lisbon and waits until the hub has connected it. */
export async function openLisbon(stage: Stage): Promise<void> {
  await stage.control("number", { name: LISBOA, phone: LISBON });
  // Any news of the account has the hub read everything again.
  await stage.control("news", { of: "template", name: "order_ready", status: "APPROVED" });
  await until("two numbers", async () => {
    const { accounts } = (await stage.command("workspace")) as { accounts: { set_up: boolean }[] };
    return accounts.filter(({ set_up }) => set_up).length === 2 || undefined;
  });
}

/** Somebody writes to the number in Lisbon. */
export async function writesToLisbon(stage: Stage, person: string, text: string): Promise<void> {
  await stage.control("say", { person, text, number: LISBON, wait: true });
}

/** The business profile of the first number, with its picture. */
export const profile = async (page: Page): Promise<void> => {
  await page.keyboard.press("Control+,");
  const line = page.locator(".light-line").filter({ hasText: /Business profile|Профиль компании/u });
  await line.getByRole("button").first().click();
  await page.getByRole("form").waitFor();
  await page.waitForFunction(() => (document.querySelector("img.profile__round") as HTMLImageElement).naturalWidth > 0);
};

/** Pictures of two numbers side by side: how each is gone to. */
export const SIDE_BY_SIDE: Record<string, (page: Page) => Promise<void>> = {
  "inbox-numbers": async (page) => {
    await page
      .getByRole("link", { name: new RegExp(LISBOA, "u") })
      .first()
      .click();
    await page.getByRole("log").waitFor();
  },
  "member-numbers": async (page) => {
    await page.keyboard.press("Control+3");
    await page.getByRole("button", { name: "Анна Корнеева" }).click();
    await page.getByRole("button", { name: /^(Write from|Написать с номера)…$/u }).press("Enter");
    await page.getByRole("menuitem", { name: LISBOA }).waitFor();
  },
  "group-create-numbers": async (page) => {
    await page.keyboard.press("Control+2");
    await page.locator(".group-detail .jacks").waitFor();
    await page.keyboard.press("Control+n");
    const choice = page.getByRole("dialog").getByRole("button", { name: /Polar Tea/u });
    await choice.first().click();
    await page.getByRole("option", { name: LISBOA }).waitFor();
  },
  "settings-numbers": async (page) => {
    await page.keyboard.press("Control+,");
    await page.locator(".settings__number").filter({ hasText: LISBOA }).waitFor();
    // Both cards are below what was found.
    await page.locator(".settings__number").last().scrollIntoViewIfNeeded();
  },
};
