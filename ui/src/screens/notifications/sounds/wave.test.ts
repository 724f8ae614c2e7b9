import { describe, expect, test } from "vitest";

import { cut, shapeOf, soundName } from "./wave";

describe("the shape of a sound", () => {
  test("is as loud as its loudest moment in each part, the loudest of all being 100", () => {
    expect(shapeOf(new Float32Array([0, -0.25, 0.1, 0.5]), 2)).toEqual([50, 100]);
  });

  test("is flat for silence and for a file shorter than its parts", () => {
    expect(shapeOf(new Float32Array(8), 4)).toEqual([0, 0, 0, 0]);
    expect(shapeOf(new Float32Array(0), 2)).toEqual([0, 0]);
    expect(shapeOf(new Float32Array([0.5]), 3)).toHaveLength(3);
  });
});

describe("a part of a sound", () => {
  const limits = { length: 14_000, least: 100, most: 10_000 };

  test("cannot be longer than allowed: the other end follows", () => {
    expect(cut([0, 12_000], "to", limits)).toEqual([2000, 12_000]);
    expect(cut([0, 10_000], "from", limits)).toEqual([0, 10_000]);
    expect(cut([1000, 14_000], "from", limits)).toEqual([1000, 11_000]);
  });

  test("cannot be shorter than allowed, and its ends do not change places", () => {
    expect(cut([5000, 5000], "from", limits)).toEqual([5000, 5100]);
    expect(cut([5000, 4000], "to", limits)).toEqual([3900, 4000]);
    expect(cut([14_000, 14_000], "from", limits)).toEqual([13_900, 14_000]);
  });
});

test("a sound is named like its file, without folder, ending and underscores", () => {
  expect(soundName("C:\\Sounds\\ship_bell_2.MP3")).toBe("ship bell 2");
  expect(soundName("Колокол.ogg")).toBe("Колокол");
  expect(soundName(".wav")).toBe(".wav");
});
