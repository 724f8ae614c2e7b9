import { expect, test } from "vitest";

import { missingForms } from "./plurals.ts";

test("a message with every form of its language lacks nothing", () => {
  const message = [["n", "plural", { one: ["#", " a"], few: ["#"], many: ["#"], other: ["#"] }], " more"];
  expect(missingForms(message, "ru")).toEqual([]);
});

test("a Russian message with English forms lacks few and many", () => {
  expect(missingForms([["n", "plural", { one: ["#"], other: ["#"] }]], "ru")).toEqual(["n: few", "n: many"]);
});

test("forms inside a choice are looked at, too", () => {
  const inner = ["n", "plural", { other: ["#"] }];
  expect(missingForms([["who", "select", { other: [inner] }]], "en")).toEqual(["n: one"]);
});
