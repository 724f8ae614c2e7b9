import { spawnSync } from "node:child_process";
import { cpSync, globSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

import { looseText } from "./loose-text.ts";
import { missingForms } from "./plurals.ts";

/**
 * Checks the messages: the catalogues hold what the code says and nothing else, every one is translated, every plural
 * form of each language is there, and no text of the screen stands outside of them.
 */

const LOCALES = ["en", "ru"];
const KEPT = "ui/src/locales";

/** Places whose words are data, not text of the screen: keyboard layouts, words of times, made-up people. */
const DATA = [
  /\.test\.tsx?$/,
  /\/host\/fake\//,
  /\/keys\/fold\.ts$/,
  /\/app\/(time|past)\.ts$/,
  /\/search\/query\.ts$/,
];

function lingui(words: string[], folder: string): boolean {
  const ran = spawnSync(process.execPath, ["node_modules/@lingui/cli/dist/lingui.js", ...words], {
    env: { ...process.env, CATALOGUES: folder },
    encoding: "utf8",
  });
  if (ran.status !== 0) console.error(ran.stdout, ran.stderr);
  return ran.status === 0;
}

function ids(folder: string, locale: string): Set<string> {
  const lines = readFileSync(join(folder, locale, "messages.po"), "utf8").split("\n");
  return new Set(lines.filter((line) => line.startsWith("msgid ") && line !== 'msgid ""'));
}

/** Extracts beside the kept catalogues and compares. */
function stale(folder: string): string[] {
  cpSync(KEPT, folder, { recursive: true });
  if (!lingui(["extract", "--clean"], folder)) return ["the messages could not be extracted"];
  return LOCALES.flatMap((locale) => {
    const [kept, made] = [ids(KEPT, locale), ids(folder, locale)];
    return [
      ...[...made].filter((id) => !kept.has(id)).map((id) => `${locale}: not in the catalogue: ${id}`),
      ...[...kept].filter((id) => !made.has(id)).map((id) => `${locale}: no longer in the code: ${id}`),
    ];
  });
}

/** Compiles strictly, which fails where a translation is missing, and looks for plural forms. */
async function lacking(folder: string): Promise<string[]> {
  if (!lingui(["compile", "--strict"], folder)) return ["a translation is missing (see above)"];
  const found: string[] = [];
  for (const locale of LOCALES) {
    const module: unknown = await import(pathToFileURL(join(folder, locale, "messages.ts")).href);
    const { messages } = module as { messages: Record<string, unknown> };
    for (const message of Object.values(messages))
      for (const form of missingForms(message, locale)) found.push(`${locale}: ${form} in ${JSON.stringify(message)}`);
  }
  return found;
}

function loose(): string[] {
  return globSync("ui/src/**/*.{ts,tsx}")
    .map((file) => file.replaceAll("\\", "/"))
    .filter((file) => !DATA.some((pattern) => pattern.test(file)) && !file.includes("/locales/"))
    .flatMap((file) =>
      looseText(readFileSync(file, "utf8")).map(({ line, text }) => `${file}:${line}: not in a catalogue: ${text}`),
    );
}

const folder = mkdtempSync(join(tmpdir(), "switchboard-messages-"));
const problems = [...stale(folder), ...(await lacking(folder)), ...loose()];
rmSync(folder, { recursive: true });
for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exit(1);
console.log(`messages: ${ids(KEPT, "en").size} in ${LOCALES.length} languages, all there`);
