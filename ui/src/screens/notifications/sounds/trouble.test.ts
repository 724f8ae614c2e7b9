import { i18n } from "@lingui/core";
import { expect, test } from "vitest";

import type { ContentProblem, ErrorCode } from "../../../host/contract";
import { soundTrouble } from "./trouble";

const words = (code: ErrorCode, content?: ContentProblem) =>
  i18n._(soundTrouble({ code, retry: { retry: "never" }, ...(content === undefined ? {} : { content }) }));

test("a file that is not taken says what about it, in the words of sounds and not of messages", () => {
  expect(words("content", { problem: "too_large", most: 2_000_000 })).toContain("larger than 2 MB");
  expect(words("content", { problem: "too_long", most: 10_000 })).toContain("longer than 10 s");
  expect(words("content", { problem: "wrong_type" })).toContain("WAV, OGG, MP3 or FLAC");
  expect(words("content")).not.toContain("WhatsApp");
});

test("a missing device says what goes on and what to do", () => {
  expect(words("no_device")).toContain("Connect one");
});
