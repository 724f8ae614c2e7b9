import { describe, expect, test } from "vitest";
import type { Attachment, Capabilities, Template } from "@/host/contract.ts";
import { HOUR } from "../time.ts";
import { coordinatesOf } from "./coordinates.ts";
import { emojiFound } from "./emoji.ts";
import { contentOf, emptyQuestion, problemOf } from "./interactive.ts";
import { limitProblem, mediaContent } from "./limits.ts";
import { filled, found, slashQuery } from "./quick.ts";
import { blanksOf, isFilled, matches, stretches } from "./template.ts";
import { windowAt } from "./WindowLine.tsx";

describe("quick replies", () => {
  const replies = [
    { quick_reply_id: 1, shortcut: "часы", body: "Мы открыты с 10:00" },
    { quick_reply_id: 2, shortcut: "адрес", body: "Чайная на Абая, 10" },
    { quick_reply_id: 3, shortcut: "чёрный", body: "Чёрный чай" },
  ];

  test("are asked for by a slash at the very start, and only there", () => {
    expect(slashQuery("/")).toBe("");
    expect(slashQuery("/час")).toBe("час");
    expect(slashQuery("см. /час")).toBeNull();
    expect(slashQuery("/час и ещё")).toBeNull();
  });

  test("that begin so come before those that contain it, ё being е", () => {
    expect(found(replies, "ч").map(({ shortcut }) => shortcut)).toEqual(["часы", "чёрный", "адрес"]);
    expect(found(replies, "черный")).toHaveLength(1);
    expect(found(replies, "нет")).toEqual([]);
  });

  test("put names in, and leave no gap for a name that is not known", () => {
    const body = "Здравствуйте, {name}! С вами {operator}.";
    expect(filled(body, { name: "Анна", operator: "Mira" })).toBe("Здравствуйте, Анна! С вами Mira.");
    expect(filled(body, { name: null, operator: "Mira" })).toBe("Здравствуйте! С вами Mira.");
    expect(filled("{name}, добрый день", { name: null, operator: "Mira" })).toBe("добрый день");
  });

  test("take a name as it is written, whatever signs are in it", () => {
    expect(filled("{name}", { name: "$& {operator}", operator: "Mira" })).toBe("$& {operator}");
  });
});

describe("a template", () => {
  const template: Template = {
    name: "order_ready",
    language: "de",
    category: "utility",
    status: "APPROVED",
    named: false,
    header: null,
    body: "Ihre Bestellung {{1}} ist fertig. Abholung bis {{2}}.",
    footer: null,
    header_blanks: [],
    body_blanks: [{ name: "1" }, { name: "2" }],
    buttons: [],
    quick_replies: 0,
    beyond_us: false,
  };

  test("shows what stands in its blanks, and an empty blank as it is written", () => {
    const parts = stretches(template.body, { "1": "4163", "2": " " });
    expect(parts.map(({ text }) => text).join("")).toBe("Ihre Bestellung 4163 ist fertig. Abholung bis {{2}}.");
    expect(parts.filter(({ stretch }) => stretch === "blank")).toHaveLength(2);
  });

  test("is filled once every blank has something in it", () => {
    expect(isFilled(template, { "1": "4163" })).toBe(false);
    expect(isFilled(template, { "1": "4163", "2": "Sa" })).toBe(true);
  });

  test("asks for a blank of header and body once", () => {
    const both = { ...template, header_blanks: [{ name: "1" }] };
    expect(blanksOf(both).map(({ name }) => name)).toEqual(["1", "2"]);
  });

  test("is found by its name, language and words", () => {
    expect(matches(template, "ORDER de")).toBe(true);
    expect(matches(template, "fertig")).toBe(true);
    expect(matches(template, "spring")).toBe(false);
  });
});

describe("a file", () => {
  const capabilities: Pick<Capabilities, "media"> = {
    media: [
      { media: "image", bytes: 5_000_000, mimes: ["image/jpeg", "image/png"] },
      { media: "document", bytes: 100_000_000, mimes: [] },
    ],
  };
  const strict = { media: [{ media: "image" as const, bytes: 5_000_000, mimes: ["image/png"] }] };

  test("is held back before a byte is read where nothing takes it", () => {
    expect(limitProblem({ type: "image/png", size: 5_000_001 }, strict)).toEqual({
      problem: "too_large",
      most: 5_000_000,
    });
    expect(limitProblem({ type: "image/heic", size: 10 }, strict)).toEqual({ problem: "wrong_type" });
    expect(limitProblem({ type: "image/png", size: 0 }, strict)).toEqual({ problem: "empty" });
  });

  test("goes as a document where documents take anything", () => {
    expect(limitProblem({ type: "image/heic", size: 10_000_000 }, capabilities)).toBeNull();
    expect(limitProblem({ type: "", size: 100_000_001 }, capabilities)).toMatchObject({ problem: "too_large" });
  });

  test("carries words only where its kind has words, and a name only as a document", () => {
    const voice: Attachment = {
      file: "ab",
      media: "voice",
      mime: "audio/ogg",
      filename: "note.ogg",
      bytes: 10,
      duration: 1000,
      problem: null,
    };
    expect(mediaContent(voice, "слова")).not.toHaveProperty("caption");
    const pdf = { ...voice, media: "document" as const, mime: "application/pdf", filename: "Счёт.pdf" };
    expect(mediaContent(pdf, "слова")).toMatchObject({ caption: "слова", filename: "Счёт.pdf" });
  });
});

describe("a place", () => {
  test.each([
    ["43.23851, 76.94542", 43.23851, 76.94542],
    ["-33.9 18.4", -33.9, 18.4],
    ["https://www.openstreetmap.org/?mlat=43.2&mlon=76.9#map=17", 43.2, 76.9],
    ["https://maps.example/place/@43.2,76.9,17z", 43.2, 76.9],
    ["geo:43.2,76.9", 43.2, 76.9],
  ])("is read from %s", (text, latitude, longitude) => {
    expect(coordinatesOf(text)).toEqual({ latitude, longitude });
  });

  test.each(["", "Абая, 10", "91, 10", "43.2", "10, 181"])("is not read from «%s»", (text) => {
    expect(coordinatesOf(text)).toBeNull();
  });
});

describe("a question", () => {
  const asked = {
    ...emptyQuestion,
    body: "Когда удобно?",
    choices: [
      { key: "a", words: "Утром" },
      { key: "b", words: " " },
      { key: "c", words: "Вечером" },
    ],
  };

  test("is sent with the choices that have words, numbered by place", () => {
    expect(problemOf(asked)).toBeNull();
    expect(contentOf(asked)).toMatchObject({
      kind: "interactive",
      body: "Когда удобно?",
      action: {
        type: "buttons",
        buttons: [
          { id: "choice-1", title: "Утром" },
          { id: "choice-2", title: "Вечером" },
        ],
      },
    });
  });

  test.each([
    ["body", { body: " " }],
    ["choices", { choices: [] }],
    [
      "twice",
      {
        choices: [
          { key: "a", words: "Да" },
          { key: "b", words: "Да " },
        ],
      },
    ],
    ["button", { kind: "list" }],
    ["url", { kind: "link", url: "tea" }],
  ] as const)("is held back for %s", (problem, part) => {
    expect(problemOf({ ...asked, ...part })).toBe(problem);
  });

  test("for the location needs words alone", () => {
    const location = { ...asked, kind: "location_request" as const, choices: [], header: "unused" };
    expect(problemOf(location)).toBeNull();
    expect(contentOf(location)).not.toHaveProperty("header");
  });
});

test("emoji are found in both languages, ё being е", () => {
  expect(emojiFound("чай").map(({ emoji }) => emoji)).toContain("🍵");
  expect(emojiFound("teapot").map(({ emoji }) => emoji)).toEqual(["🫖"]);
  expect(emojiFound("ежик").map(({ emoji }) => emoji)).toEqual(["🦔"]);
  expect(emojiFound("").length).toBeGreaterThan(140);
});

test("an open window that has run out since it was asked for is closed", () => {
  const open = { state: "open", closes: 24 * HOUR } as const;
  expect(windowAt(open, 24 * HOUR - 1)).toBe(open);
  expect(windowAt(open, 24 * HOUR)).toEqual({ state: "closed", closed: 24 * HOUR });
});
