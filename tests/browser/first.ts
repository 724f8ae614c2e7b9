// The steps of the first run on a hub's screen: the hub has nothing to choose, so its answers about that are made up.

import type { Page } from "playwright-core";

const OPENED = {
  app: "Polar Tea console",
  expires_at: null,
  numbers: [
    {
      account_id: "meta:1",
      business: "Polar Tea Ltd",
      phone: "+44 7700 900142",
      name: "Polar Tea",
      registered: true,
    },
  ],
};

const WEBHOOK = {
  verify_token: "3f1c0d9ab27e4c58",
  door: "http://127.0.0.1:40961",
  way: { way: "tunnel" },
  callback: { state: "told", address: "https://polar-tea-copper-kettle.trycloudflare.com/webhooks/meta" },
  signed: null,
  forged: null,
};

const broken = (fault: object) => ({ fault, severity: "broken", account_id: null });

const EXAMINED = {
  at: Date.UTC(2026, 10, 19, 14, 8),
  findings: [
    broken({ fault: "callback_elsewhere", address: "https://theirs.example/hook" }),
    broken({ fault: "clock_off", ahead: -600_000 }),
    { fault: { fault: "quality_low", word: "YELLOW" }, severity: "warning", account_id: "meta:1" },
  ],
  signs: {
    refusal: null,
    app: {
      scopes: ["whatsapp_business_management", "whatsapp_business_messaging"],
      lacks: [],
      expires_at: null,
      secret_fits: true,
      callback: "https://theirs.example/hook",
      fields_missing: [],
    },
    numbers: [{ account_id: "meta:1", registered: true, attached: true, limit: "100000", restrictions: [] }],
    clock_ahead: -600_000,
    address: WEBHOOK.callback.address,
    door_answers: true,
    signed: Date.UTC(2026, 10, 19, 14, 7),
    forged: null,
    silence: null,
    slow_until: null,
    waiting: 3,
    written_first: 447,
    rate_limited: 2,
  },
};

/** A test of the whole loop that came in. */
const LOOP = { address: WEBHOOK.callback.address, outcome: { outcome: "arrived", milliseconds: 84 } };

/** What the core is made to say. */
export interface Told {
  first_run?: "choose" | "receive" | null;
  vault?: "none" | "locked" | "open";
  webhook?: object;
}

/** Opens the page anew on a core that says so. */
async function on(page: Page, told: Told): Promise<void> {
  await page.unrouteAll();
  await page.route("**/api/workspace", async (route) => {
    const answer = await route.fetch();
    const { webhook: _, ...rest } = told;
    const workspace = (await answer.json()) as { accounts: object[] };
    const accounts = workspace.accounts.map((account) => ({ ...account, sandbox: false }));
    await route.fulfill({ json: { ...workspace, accounts, ...rest } });
  });
  await page.route("**/api/number_check", async (route) => route.fulfill({ json: OPENED }));
  await page.route("**/api/number_connect", async (route) => route.fulfill({ json: {} }));
  await page.route("**/api/number_webhook", async (route) => route.fulfill({ json: { ...WEBHOOK, ...told.webhook } }));
  await page.reload();
  await page.locator("h1").first().waitFor();
}

const values = async (page: Page) => {
  await on(page, { first_run: "choose" });
  await page.getByRole("radio").first().waitFor({ state: "attached" });
  await page.keyboard.press("2");
  await page.keyboard.press("Enter");
  await page.locator("input[type=password]").first().waitFor();
};

const webhook = (more: object) => async (page: Page) => {
  await on(page, { first_run: "receive", webhook: more });
  await page.locator(".light__row").first().waitFor();
};

const FAILING = { forged: 1_795_000_000_000, signed: null };

/** Each step, from a page that shows anything. */
export const FIRST_RUN: Record<string, (page: Page) => Promise<void>> = {
  "the choice": async (page) => {
    await on(page, { first_run: "choose" });
    await page.getByRole("radio").first().waitFor({ state: "attached" });
  },
  "two values": values,
  "two values under a passphrase": async (page) => {
    await values(page);
    await page.locator(".first__vault").click();
    await page.locator("input[type=password]").nth(3).waitFor();
  },
  "what they open": async (page) => {
    await values(page);
    await page.keyboard.insertText("EAAGm0PX4ZCpsBAKZCZCq");
    await page.keyboard.press("Tab");
    await page.keyboard.insertText("0123456789abcdef0123456789abcdef");
    await page.keyboard.press("Enter");
    await page.getByText("Polar Tea console").waitFor();
  },
  "the webhook": webhook(FAILING),
  "a webhook without a tunnel": webhook({ callback: { state: "no_tunnel" } }),
  "an address of one's own": async (page) => {
    await webhook({ way: { way: "address", url: "https://polar-tea.example" } })(page);
    await page.locator(".copied").nth(2).waitFor();
  },
  "the first message": async (page) => {
    await webhook({ signed: 1_795_000_000_000 })(page);
    await page.keyboard.press("Enter");
    await page.locator(".first__card").waitFor();
  },
  "the webhook in the settings": async (page) => {
    await on(page, { first_run: null });
    await page.keyboard.press("Control+,");
    await page.locator(".light__row").first().waitFor();
  },
  "the health of the connection": async (page) => {
    await on(page, { first_run: null });
    await page.route("**/api/connection_examine", async (route) => route.fulfill({ json: EXAMINED }));
    await page.route("**/api/connection_loop", async (route) => route.fulfill({ json: LOOP }));
    await page.keyboard.press("Control+,");
    const section = page.locator(".doctor");
    for (const [nth, row] of [
      [1, "ok"],
      [0, "danger"],
    ] as const) {
      await section.getByRole("button").nth(nth).press("Enter");
      await section.locator(`.light__row--${row}`).first().waitFor();
    }
    await section.scrollIntoViewIfNeeded();
  },
  "the locked vault": async (page) => on(page, { first_run: null, vault: "locked" }),
};
