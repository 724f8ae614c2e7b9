// Pictures of each screen and state, at the size of its drawing, with the same people: `docs/shots/NAME.png`.

import { mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";

import type { Page } from "playwright-core";

import { type Look, launch, show } from "./browser.ts";
import { consents, invitable } from "./consents.ts";
import { FIRST_RUN } from "./first.ts";
import { cameIn, invited } from "./invitations.ts";
import { columns, plan, result, running } from "./list.ts";
import { SIDE_BY_SIDE, openLisbon, profile, writesToLisbon } from "./numbers.ts";
import { drawnRules } from "./rules.ts";
import { dayLater, night, play } from "./scene.ts";
import { Stage } from "./stage.ts";

const FOLDER = resolve(import.meta.dirname, "..", "..", "docs", "shots");

/** Names of the pictures to take; none takes all. */
const ONLY = process.argv.slice(2);

interface Shot {
  look: Look;
  go(page: Page): Promise<void>;
}

const chat = (name: RegExp) => async (page: Page) => {
  await page.getByRole("link", { name }).first().click();
  await page.getByRole("log").waitFor();
};

const anna = chat(/Анна Корнеева/u);

const answering = async (page: Page) => {
  await anna(page);
  await page.keyboard.press("r");
  // The pictures before have left a draft.
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.insertText(
    "Да, конечно! В субботу мы открыты с 10:00, заказ будет ждать на стойке. Назовите номер 4187",
  );
};

const search = async (page: Page) => {
  await page.keyboard.press("Control+Shift+f");
  await page.keyboard.insertText("счет");
  await page.getByRole("option").first().waitFor();
};

const palette = async (page: Page) => {
  await answering(page);
  await page.keyboard.press("Control+k");
  await page.getByRole("dialog").waitFor();
  // "mute" in the other layout.
  await page.keyboard.insertText("ьгеу");
  await page
    .getByRole("option", { name: /Mute until Monday/u })
    .first()
    .waitFor();
};

const muting = async (page: Page) => {
  await anna(page);
  await page.keyboard.press("m");
  await page.getByRole("menuitem").first().waitFor();
};

const schedules = async (page: Page) => {
  await page.keyboard.press("Control+8");
  await page.getByRole("tab", { name: "Schedules" }).click();
  await page.locator(".through-row").nth(3).waitFor();
  await page.locator(".trace__step").first().waitFor({ state: "attached" });
  // What is pressed last would keep the ring of the focus.
  await page.mouse.click(600, 770);
};

const defaults = async (page: Page) => {
  await page.keyboard.press("Control+8");
  await page.locator(".kinds__table").first().waitFor();
};

const ledger = async (page: Page) => {
  await page.keyboard.press("Control+4");
  await page.getByText("Ольга Синицына").first().click();
  await page.locator("aside").getByText("СТОП").first().waitFor();
};

const recording = async (page: Page) => {
  await ledger(page);
  await page.getByRole("button", { name: "Record a consent" }).click();
  await page.getByRole("dialog").waitFor();
};

const groups = async (page: Page) => {
  await page.keyboard.press("Control+2");
  await page.locator(".group-detail .jacks").waitFor();
};

const groupTab = (tab: RegExp, seen: string) => async (page: Page) => {
  await groups(page);
  await page.getByRole("tab", { name: tab }).click();
  await page.locator(seen).first().waitFor();
  // What is pressed last would keep the ring of the focus.
  await page.mouse.click(700, 90);
};

const invitations = groupTab(/^(Invitations|Приглашения)/u, ".invitations .person-line");

const welcome = async (page: Page) => {
  await groupTab(/^(Settings|Настройки)/u, ".welcome-preview")(page);
  const card = page.getByRole("region", { name: /^(Welcome|Приветствие)$/u });
  await card.evaluate((section) => section.scrollIntoView({ block: "start" }));
};

const chosen = async (page: Page) => {
  await groups(page);
  await page.keyboard.press("i");
  const box = page.getByRole("dialog").getByRole("textbox", { name: /Or paste|Или вставьте/u });
  await box.waitFor();
  await box.focus();
  await page.keyboard.insertText(
    ["Анна Корнеева", "Lena Fischer", "Priya Nair", "Ольга Синицына", "Tomás Ribeiro"].join("\n"),
  );
  await page.keyboard.press("Control+Enter");
  await page.locator(".inviting").waitFor();
};

const making = async (page: Page) => {
  await groups(page);
  await page.keyboard.press("Control+n");
  await page.getByRole("dialog").waitFor();
};

const members = async (page: Page) => {
  await page.keyboard.press("Control+3");
  await page.locator(".member-line").first().waitFor();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("Shift+ArrowDown");
  await page.locator(".member-bar").waitFor();
};

const member = async (page: Page) => {
  await page.keyboard.press("Control+3");
  await page.getByRole("button", { name: "Анна Корнеева" }).click();
  await page.locator(".member-history__line").first().waitFor();
};

const same = async (page: Page) => {
  await page.keyboard.press("Control+3");
  await page.locator(".member-line").first().waitFor();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Shift+ArrowDown");
  await page.getByRole("button", { name: /^(Same person|Тот же человек)…$/u }).click();
  await page.locator(".merge__table").first().waitFor();
};

const THURSDAY: Record<string, Shot> = {
  "inbox-light": { look: {}, go: answering },
  "inbox-dark": { look: { theme: "dark" }, go: answering },
  "inbox-ru": { look: { language: "ru" }, go: answering },
  "inbox-960x600": { look: { width: 960, height: 600 }, go: answering },
  "inbox-zoom-200": { look: { width: 640, height: 400 }, go: anna },
  "inbox-dark-1920": { look: { theme: "dark", width: 1920, height: 1080 }, go: answering },
  "inbox-group": { look: {}, go: chat(/Tea Club · Almaty/u) },
  "inbox-group-dark": { look: { theme: "dark" }, go: chat(/Tea Club · Almaty/u) },
  "inbox-group-ru": { look: { language: "ru" }, go: chat(/Tea Club · Almaty/u) },
  "inbox-group-960x600": { look: { width: 960, height: 600 }, go: chat(/Tea Club · Almaty/u) },
  search: { look: {}, go: search },
  "search-ru": { look: { language: "ru", theme: "dark" }, go: search },
  "command-palette": { look: { theme: "dark" }, go: palette },
  "mute-menu": { look: {}, go: muting },
  notifications: { look: { theme: "dark" }, go: schedules },
  "notifications-960x600": { look: { theme: "dark", width: 960, height: 600 }, go: schedules },
  "notifications-defaults-ru": { look: { language: "ru" }, go: defaults },
  consent: { look: {}, go: ledger },
  "consent-ru": { look: { language: "ru", theme: "dark" }, go: ledger },
  "consent-record-dialog": { look: {}, go: recording },
  groups: { look: {}, go: groups },
  "groups-dark": { look: { theme: "dark" }, go: groups },
  "groups-ru": { look: { language: "ru" }, go: groups },
  "groups-960x600": { look: { width: 960, height: 600 }, go: groups },
  "group-welcome": { look: {}, go: welcome },
  "group-welcome-dark": { look: { theme: "dark" }, go: welcome },
  "group-welcome-ru": { look: { language: "ru" }, go: welcome },
  "group-welcome-960x600": { look: { width: 960, height: 600 }, go: welcome },
  "group-create-dialog": { look: {}, go: making },
  members: { look: {}, go: members },
  "members-dark": { look: { theme: "dark" }, go: members },
  "members-ru": { look: { language: "ru" }, go: members },
  "members-960x600": { look: { width: 960, height: 600 }, go: members },
  "member-detail": { look: { theme: "dark" }, go: member },
  "member-detail-light": { look: {}, go: member },
  "member-detail-ru": { look: { language: "ru" }, go: member },
  "member-detail-960x600": { look: { width: 960, height: 600 }, go: member },
  "merge-dialog": { look: {}, go: same },
  "merge-dialog-dark": { look: { theme: "dark" }, go: same },
  "merge-dialog-ru": { look: { language: "ru" }, go: same },
  "merge-dialog-960x600": { look: { width: 960, height: 600 }, go: same },
  "settings-profile": { look: { height: 1000 }, go: profile },
  "settings-profile-dark": { look: { theme: "dark", height: 1000 }, go: profile },
  "settings-profile-ru": { look: { language: "ru", height: 1000 }, go: profile },
  "settings-profile-960x600": { look: { width: 960, height: 600 }, go: profile },
  "nothing-open": { look: {}, go: async () => {} },
  "not-delivered": { look: {}, go: chat(/Priya Nair/u) },
  settings: {
    look: {},
    go: async (page) => {
      await page.keyboard.press("Control+,");
      await page.getByRole("heading", { level: 1, name: "Settings" }).waitFor();
    },
  },
  keys: { look: {}, go: async (page) => page.keyboard.press("Shift+Slash") },
};

/** What the provider said of the number, and its templates. */
const standing = async (page: Page) => {
  await page.keyboard.press("Control+,");
  await page.getByRole("heading", { level: 1 }).waitFor();
  await page.getByRole("button", { name: /^(Show|Показать)$/u }).click();
  await page.getByRole("listitem").filter({ hasText: "free_money" }).waitFor();
};

const NEWS: Record<string, Shot> = {
  "settings-number": { look: { height: 1200 }, go: standing },
  "settings-number-dark": { look: { theme: "dark", height: 1200 }, go: standing },
  "settings-number-ru": { look: { language: "ru", height: 1200 }, go: standing },
  "settings-number-960x600": { look: { width: 960, height: 600 }, go: standing },
};

/** The number does badly. */
const news = async (): Promise<void> => {
  const day = 24 * 60 * 60 * 1000;
  for (const told of [
    { of: "number", quality: "FLAGGED" },
    { of: "account", restriction: "RESTRICTED_BIZ_INITIATED_MESSAGING", for_ms: 3 * day },
    { of: "number", new_name: "Polar Tea House", decision: "REJECTED" },
    { of: "account", alert: "PROFILE_PICTURE_LOST" },
    { of: "template", name: "order_ready", status: "PAUSED", reason: "FIRST_PAUSE" },
  ])
    await stage.control("news", told);
  await stage.control("idle");
};

const INVITING: Record<string, Shot> = {
  "invite-dialog": { look: {}, go: chosen },
  "invite-dialog-dark": { look: { theme: "dark" }, go: chosen },
  "invite-dialog-ru": { look: { language: "ru" }, go: chosen },
  "invite-dialog-960x600": { look: { width: 960, height: 600 }, go: chosen },
};

const INVITED: Record<string, Shot> = {
  "group-invitations": { look: {}, go: invitations },
  "group-invitations-960x600": { look: { width: 960, height: 600 }, go: invitations },
};

const CAME_IN: Record<string, Shot> = {
  "group-invitations-dark": { look: { theme: "dark" }, go: invitations },
  "group-invitations-ru": { look: { language: "ru" }, go: invitations },
};

const MORNING: Record<string, Shot> = {
  digest: {
    look: {},
    go: async (page) => {
      await page.getByRole("button", { name: "Show" }).click();
      await page.locator(".digest-row").first().waitFor();
    },
  },
  why: {
    look: {},
    go: async (page) => {
      await chat(/Tomás Ribeiro/u)(page);
      await page.keyboard.press("w");
      await page.locator(".why .trace__step").first().waitFor();
    },
  },
};

const FRIDAY: Record<string, Shot> = {
  "inbox-window-closed": { look: {}, go: chat(/Priya Nair/u) },
  "inbox-window-closed-ru": { look: { language: "ru", theme: "dark" }, go: chat(/Анна Корнеева/u) },
};

const browser = await launch();
const stage = await Stage.open();

const LOOKS: Record<string, Look> = {
  "": {},
  "-dark": { theme: "dark" },
  "-ru": { language: "ru" },
  "-960x600": { width: 960, height: 600 },
};

/** Each step of an import in each look. */
const IMPORTS: Record<string, Shot> = Object.fromEntries(
  Object.entries({ columns, plan, running, result }).flatMap(([step, go]) =>
    Object.entries(LOOKS).map(([look, of]) => [
      `import-${step}${look}`,
      { look: of, go: async (page: Page) => go(stage, page) },
    ]),
  ),
);

/** Steps of the first run, each in each look. */
const STEPS: Record<string, string> = {
  onboarding: "the choice",
  "onboarding-values": "two values under a passphrase",
  "onboarding-test": "what they open",
  "onboarding-webhook": "the webhook",
  "onboarding-address": "an address of one's own",
  "onboarding-message": "the first message",
  "onboarding-vault": "the locked vault",
  "settings-webhook": "the webhook in the settings",
  "settings-health": "the health of the connection",
};

const FIRST: Record<string, Shot> = Object.fromEntries(
  Object.entries(STEPS).flatMap(([name, step]) =>
    Object.entries(LOOKS).map(([look, of]) => [
      `${name}${look}`,
      { look: of, go: async (page: Page) => FIRST_RUN[step]?.(page) },
    ]),
  ),
);
/** Two numbers side by side, each in each look. */
const NUMBERS: Record<string, Shot> = Object.fromEntries(
  Object.entries(SIDE_BY_SIDE).flatMap(([name, go]) =>
    Object.entries(LOOKS).map(([look, of]) => [`${name}${look}`, { look: of, go }]),
  ),
);

await mkdir(FOLDER, { recursive: true });

const take = async (shots: Record<string, Shot>): Promise<void> => {
  for (const [name, { look, go }] of Object.entries(shots)) {
    if (ONLY.length > 0 && !ONLY.includes(name)) {
      continue;
    }
    const screen = await show(browser, stage, look);
    await screen.page
      .getByRole("link", { name: /Анна Корнеева/u })
      .first()
      .waitFor();
    await go(screen.page);
    await screen.page.evaluate(async () => document.fonts.ready);
    await screen.page.screenshot({ path: join(FOLDER, `${name}.png`), animations: "disabled" });
    process.stdout.write(`docs/shots/${name}.png\n`);
    await screen.close();
  }
};

try {
  await play(stage);
  await drawnRules(stage);
  await consents(stage);
  await take(THURSDAY);
  await take(FIRST);
  await invitable(stage);
  await take(INVITING);
  await invited(stage);
  await take(INVITED);
  await cameIn(stage);
  await take(CAME_IN);
  await night(stage);
  await take(MORNING);
  await news();
  await take(NEWS);
  await dayLater(stage);
  await take(FRIDAY);
  await take(IMPORTS);
  await openLisbon(stage);
  await writesToLisbon(stage, "Анна Корнеева", "Olá! Вы есть и в Лиссабоне?");
  await take(NUMBERS);
} finally {
  await browser.close();
  await stage.close();
}
