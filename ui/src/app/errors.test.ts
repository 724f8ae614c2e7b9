import { readFileSync } from "node:fs";

import { type MessageDescriptor, setupI18n } from "@lingui/core";
import { describe, expect, test } from "vitest";

import type { ContentProblem, ErrorCode, Refusal } from "../host/contract";
import { messages as en } from "../locales/en/messages.po";
import { messages as ru } from "../locales/ru/messages.po";
import { errorWords, knownReasons, reasonWords } from "./errors";

const english = setupI18n({ locale: "en", messages: { en } });
const russian = setupI18n({ locale: "ru", messages: { ru } });

const contract = readFileSync("ui/src/host/contract.ts", "utf8");
const codes = (/export type ErrorCode = ([^;]+);/.exec(contract)?.[1] ?? "")
  .split("|")
  .map((word) => word.trim().replaceAll('"', "") as ErrorCode);
const reasons = readFileSync("src-tauri/providers/src/meta/codes.rs", "utf8");
const table = readFileSync("src-tauri/providers/tests/codes.tsv", "utf8")
  .split("\n")
  .filter((line) => /^\d/u.test(line))
  .map((line) => line.split("\t") as [string, string, string]);
const never = { retry: "never" } as const;

function expectWords(message: MessageDescriptor): void {
  expect(english._(message)).toMatch(/^[A-Z].*\.$/);
  expect(russian._(message)).toMatch(/^(WhatsApp|Switchboard|[А-ЯЁ]).*\.$/);
  expect(russian._(message)).not.toBe(english._(message));
}

describe("words for what went wrong, in both languages", () => {
  test("the contract has codes to check", () => {
    expect(codes).toContain("window_closed");
    expect(codes.length).toBeGreaterThan(10);
  });

  test.each(codes)("code %s", (code) => expectWords(errorWords({ code, retry: never })));

  test.each<ContentProblem>([
    { problem: "empty" },
    { problem: "too_long", most: 4096 },
    { problem: "too_large", most: 16_000_000 },
    { problem: "wrong_type" },
    { problem: "not_here" },
    { problem: "choices" },
  ])("a message that is $problem", (content) => expectWords(errorWords({ code: "content", retry: never, content })));

  test.each([
    [102_400, { 0: 102 }],
    [16 * 1024 * 1024, { 0: 16 }],
  ])("a limit of %i bytes is told rounded down", (most, values) =>
    expect(errorWords({ code: "content", retry: never, content: { problem: "too_large", most } })).toMatchObject({
      values,
    }),
  );

  test.each(knownReasons)("reason %s", (reason) => expectWords(reasonWords({ reason })));

  test("every word of the provider's table has a sentence", () => {
    const words = [...reasons.matchAll(/\(\d[\d_]*, "([a-z_]+)"/g)].map((found) => found[1]);
    expect(words.length).toBeGreaterThan(30);
    expect(words.filter((word) => !knownReasons.includes(word ?? ""))).toEqual([]);
  });

  test.each(table)("code %s: what happened and what to do next, in both languages", (_code, _retry, reason) => {
    const words = reasonWords({ reason });
    expectWords(words);
    expect(english._(words)).toMatch(/^[^.:]+[.:,] .+\.$/u);
    expect(russian._(words)).toMatch(/^[^.:]+[.:,] .+\.$/u);
  });

  test.each<Refusal>([
    "window_closed",
    "no_consent",
    "asked",
    "not_confirmed",
    "declined",
    "withdrawn",
    "stopped_at_provider",
    "expired",
    "no_such_purpose",
    "group_link",
  ])("a message refused for %s says so, whether it waited or was just sent", (refusal) => {
    expectWords(reasonWords({ reason: refusal }));
    const denial = { refusal, instead: { alternative: "ask" } } as const;
    expect(errorWords({ code: "no_consent", retry: never, denial })).toEqual(reasonWords({ reason: refusal }));
  });

  test("a reason that is not known gives the provider's number", () => {
    expect(russian._(reasonWords({ reason: "brand_new", code: 131_999 }))).toContain("131999");
  });
});
