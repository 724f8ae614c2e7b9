import { readFileSync } from "node:fs";

import { setupI18n } from "@lingui/core";
import { expect, test } from "vitest";

import { messages as en } from "../locales/en/messages.po";
import { messages as ru } from "../locales/ru/messages.po";
import { groupReasonWords, knownReasons, reasonWords } from "./errors";
import { GROUP_REASONS } from "./group-reasons";

const english = setupI18n({ locale: "en", messages: { en } });
const russian = setupI18n({ locale: "ru", messages: { ru } });

/** What a provider can say to a call about a group. */
const CODES = [
  131_020, 131_041, 131_059, 131_201, 131_202, 131_203, 131_204, 131_207, 131_208, 131_209, 131_210, 131_211, 131_212,
  131_213, 131_214, 131_215, 131_009,
];

const words = new Map(
  readFileSync("src-tauri/providers/tests/codes.tsv", "utf8")
    .split("\n")
    .map((line) => line.split("\t"))
    .map(([code, , word]) => [Number(code), word ?? ""]),
);

/** The words that the core has for them. */
const TABLE = CODES.map((code) => [code, words.get(code) ?? "unknown_code"] as const);

test.each(TABLE)("%i, %s: what happened and a next step, in both languages", (code, reason) => {
  const words = groupReasonWords({ reason, code });
  for (const [language, pattern] of [
    [english, /^[A-Z][^.:]+[.:,] .+\.$/u],
    [russian, /^(WhatsApp|[А-ЯЁ])[^.:]+[.:,] .+\.$/u],
  ] as const)
    expect(language._(words)).toMatch(pattern);
  expect(russian._(words)).not.toBe(english._(words));
  expect(english._(words)).not.toContain(String(code));
});

test("each has a sentence of its own, and there is none that no code gives", () => {
  const sentences = TABLE.map(([, reason]) => english._(groupReasonWords({ reason })));
  expect(new Set(sentences).size).toBe(TABLE.length);
  expect(Object.keys(GROUP_REASONS).toSorted()).toEqual(TABLE.map(([, reason]) => reason).toSorted());
});

test("a message that fails for one of them has words, too; what is of no group is said as of a message", () => {
  expect(TABLE.filter(([, reason]) => !knownReasons.includes(reason))).toEqual([]);
  expect(groupReasonWords({ reason: "token_expired" })).toEqual(reasonWords({ reason: "token_expired" }));
  expect(russian._(groupReasonWords({ reason: "brand_new", code: 131_999 }))).toContain("131999");
});
