import { expect, test } from "vitest";

import { jpegSize, MOST_BYTES, pictureProblem } from "./picture";

/** The head of a JPEG with a table before its frame. */
function jpeg(width: number, height: number, more = 0): Blob {
  const table = [0xff, 0xe0, 0, 4, 1, 2];
  const frame = [0xff, 0xc0, 0, 17, 8, height >> 8, height & 255, width >> 8, width & 255, 3];
  return new Blob([Uint8Array.from([0xff, 0xd8, ...table, ...frame]), new Uint8Array(more)]);
}

test.each([
  ["a square of the least size", jpeg(192, 192), null],
  ["a large square", jpeg(1024, 1024), null],
  ["no square", jpeg(640, 480), "picture_not_square"],
  ["a square that is too small", jpeg(191, 191), "picture_small"],
  ["a file that is too large", jpeg(640, 640, MOST_BYTES), "too_large"],
  ["an empty file", new Blob([]), "empty"],
  ["a PNG", new Blob([Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0])]), "not_jpeg"],
  ["a JPEG that ends in its head", new Blob([Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 0, 9])]), "not_jpeg"],
] as const)("%s", async (_, file, problem) => expect(await pictureProblem(file)).toBe(problem));

test("padding before a marker is passed over", () => {
  const bytes = Uint8Array.from([0xff, 0xd8, 0xff, 0xff, 0xc2, 0, 17, 8, 1, 0, 2, 0, 3]);
  expect(jpegSize(bytes)).toEqual([512, 256]);
});
