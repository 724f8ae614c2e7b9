// A list of people for the pictures: of each eight rows two are wrong, and every row is somebody who was not known before.

import type { Page } from "playwright-core";

import { type Stage, until } from "./stage.ts";

const NAMES = ["Аделина Руф", "Бруно Келлер", "=1+1", "Вера Самарина", "Гульнара Ахметова", "Декстер Лоу"];
const CITIES = ["Алматы", "Астана", "Berlin"];

let brought = 0;

/** So many rows; numbers go on where the last list ended. */
function list(rows: number): Buffer {
  const first = brought;
  brought += rows;
  const lines = Array.from({ length: rows }, (_, row) => {
    const phone = `+7 702 ${String(1_000_000 + first + row).replace(/^(\d{3})/u, "$1 ")}`;
    const name = NAMES[row % NAMES.length];
    if (row % 8 === 3) return `${name};12;Чай;${CITIES[row % 3]}`;
    if (row % 8 === 6) return `"${name};${phone};Чай;${CITIES[row % 3]}`;
    return `${name};${phone};Чай;${CITIES[row % 3]}`;
  });
  return Buffer.from(["Имя;Телефон;Метки;Город", ...lines].join("\r\n"));
}

/** The step in which it is said what the columns are. */
export async function columns(stage: Stage, page: Page, rows = 240): Promise<void> {
  await stage.command("members_import_stop", {});
  await until("no import runs", async () => {
    const { progress } = (await stage.command("members_import", {})) as { progress: { stage: string } | null };
    return progress?.stage === "running" ? undefined : true;
  });
  await page.keyboard.press("Control+3");
  await page.getByRole("button", { name: /^(Import|Загрузить)$/u }).click();
  const buffer = list(rows);
  await page
    .locator("[role=dialog] input[type=file]")
    .setInputFiles({ name: "база.csv", mimeType: "text/csv", buffer });
  await page.locator(".import__table").waitFor();
}

/** What would come of it. */
export async function plan(stage: Stage, page: Page, rows = 240): Promise<void> {
  await columns(stage, page, rows);
  await page.keyboard.press("Control+Enter");
  await page.locator(".import__row").first().waitFor();
}

/** It runs. */
export async function running(stage: Stage, page: Page): Promise<void> {
  await plan(stage, page, 20_000);
  await page.keyboard.press("Control+Enter");
  await page.locator(".import__bar").waitFor();
  await until("some rows are done", async () => {
    const done = await page.getByRole("progressbar").getAttribute("aria-valuenow");
    return Number(done) > 600 ? true : undefined;
  });
}

/** What came of it. */
export async function result(stage: Stage, page: Page): Promise<void> {
  await plan(stage, page);
  await page.keyboard.press("Control+Enter");
  await page.locator(".import__counts").waitFor();
  await page.locator(".import__row").first().waitFor();
}
