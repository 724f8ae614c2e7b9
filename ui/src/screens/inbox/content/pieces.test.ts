import { expect, test } from "vitest";
import { linksOf, piecesOf } from "./pieces.ts";

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

test("addresses are links, without the sentence around them", () => {
  expect(linksOf("См. https://example.com/a?b=1, потом (www.example.org).")).toEqual([
    "https://example.com/a?b=1",
    "www.example.org",
  ]);
  expect(linksOf("https://en.example.org/Tea_(drink)!")).toEqual(["https://en.example.org/Tea_(drink)"]);
  expect(linksOf("mail@www.example.com, javascript:alert(1)")).toEqual([]);
});

test("a mention inside an address is a part of the address", () => {
  const pieces = piecesOf("https://example.com/@Mira @Mira", "Mira Halonen");
  expect(pieces.map(({ text, link, mention }) => [text, link, mention])).toEqual([
    ["https://example.com/@Mira", true, false],
    [" ", false, false],
    ["@Mira", false, true],
  ]);
});
