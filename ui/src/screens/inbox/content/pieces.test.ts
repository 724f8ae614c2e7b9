import { expect, test } from "vitest";
import { piecesOf } from "./pieces.ts";

const mentions = (text: string) =>
  piecesOf(text, "Mira Halonen")
    .filter(({ mention }) => mention)
    .map((piece) => piece.text);

test("the operator is spoken to by first or whole name, in any case", () => {
  expect(mentions("@Mira фото")).toEqual(["@Mira"]);
  expect(mentions("см. @mira halonen, пожалуйста")).toEqual(["@mira halonen"]);
});

test("other names, addresses and longer words are no mention", () => {
  expect(mentions("@Mirabelle, @Tomás")).toEqual([]);
  expect(mentions("нет никого")).toEqual([]);
});

test("nothing of the text is lost", () => {
  const text = "a @Mira b @Mira";
  expect(
    piecesOf(text, "Mira Halonen")
      .map((piece) => piece.text)
      .join(""),
  ).toBe(text);
});
