// Chromium as the distribution has it, and pages that show the hub's screen.

import { existsSync } from "node:fs";
import { createRequire } from "node:module";

import { type Browser, type Page, chromium } from "playwright-core";

import type { Stage } from "./stage.ts";

const BROWSERS = [
  process.env["CHROMIUM"],
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
];

export interface Look {
  /** By itself light. `system` begins light and follows what the page is told of the system. */
  theme?: "light" | "dark" | "system";
  language?: "en" | "ru";
  width?: number;
  height?: number;
  scale?: number;
}

export async function launch(): Promise<Browser> {
  const executablePath = BROWSERS.find((path) => path !== undefined && existsSync(path));
  if (executablePath === undefined) {
    throw new Error("no Chromium, Chrome or Edge was found; CHROMIUM names one elsewhere");
  }
  // Root may not use Chromium's own sandbox, and containers run as root.
  const args = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  return chromium.launch({ executablePath, args });
}

/** A page with the screen of a stage, in a look. Whatever the page asks of other hosts, and every error in it, fails `faults`. */
export async function show(browser: Browser, stage: Stage, look: Look = {}): Promise<Screen> {
  const { theme = "light", language = "en", width = 1280, height = 800, scale = 1 } = look;
  const { settings } = (await stage.command("workspace")) as { settings: object };
  await stage.command("settings_save", { ...settings, theme, language });
  const context = await browser.newContext({
    viewport: { width, height },
    deviceScaleFactor: scale,
    timezoneId: "Etc/UTC",
    locale: language === "ru" ? "ru-RU" : "en-GB",
    colorScheme: theme === "dark" ? "dark" : "light",
    reducedMotion: "reduce",
  });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  const faults: string[] = [];
  const home = new URL(stage.hello.ui).origin;
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(home) && !url.startsWith("data:") && !url.startsWith("blob:")) {
      faults.push(`the page asked for ${url}`);
    }
  });
  page.on("pageerror", (error) => faults.push(`an error in the page: ${error.message}`));
  page.on("response", (response) => {
    if (response.status() >= 400) {
      faults.push(`${response.url()} answered ${response.status()}`);
    }
  });
  page.on("console", (message) => {
    if (message.type() === "error" && !message.text().startsWith("Failed to load resource")) {
      faults.push(`the page complained: ${message.text()}`);
    }
  });
  // Choosers of files are handed over from when somebody listens, and a key pressed right after that is faster.
  page.on("filechooser", () => {});
  await page.goto(stage.hello.ui);
  await page.getByRole("main").waitFor();
  return { page, faults, close: async () => context.close() };
}

export interface Screen {
  page: Page;
  faults: string[];
  close(): Promise<void>;
}

interface Violation {
  id: string;
  help: string;
  nodes: { target: unknown; failureSummary?: string }[];
}

/** What axe is asked for: sets of its rules, or rules of its. */
interface Rules {
  type: "tag" | "rule";
  values: string[];
}

/** WCAG 2.2 AA and good practice. */
const EVERYTHING: Rules = {
  type: "tag",
  values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
};

/** What another theme may break. */
export const COLOURS: Rules = { type: "rule", values: ["color-contrast", "link-in-text-block"] };

/** What axe finds on a page. */
export async function findings(page: Page, rules: Rules = EVERYTHING): Promise<string[]> {
  const loaded = await page.evaluate(() => "axe" in globalThis);
  if (!loaded) {
    await page.evaluate(await axeSource());
  }
  const violations = await page.evaluate(async (runOnly) => {
    const { axe } = globalThis as unknown as {
      axe: { run(root: Document, options: object): Promise<{ violations: Violation[] }> };
    };
    const { violations } = await axe.run(document, { runOnly });
    return violations;
  }, rules);
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target }) => `${id} (${help}): ${JSON.stringify(target)}`),
  );
}

async function axeSource(): Promise<string> {
  const axe = createRequire(import.meta.url)("axe-core") as { source: string };
  return axe.source;
}
