import { expect, test } from "vitest";

import { accounts } from "@/host/fake/workspace";
import { pictureProblem } from "./picture";

const limits = accounts[0]?.capabilities.profile;

/** The head of a PNG of that size. */
function png(width: number, height: number, bytes = 24): Blob {
  const head = new DataView(new ArrayBuffer(bytes));
  head.setUint32(0, 0x89504e47);
  head.setUint32(4, 0x0d0a1a0a);
  head.setUint32(16, width);
  head.setUint32(20, height);
  return new Blob([head.buffer]);
}

test.each([
  [png(640, 640), null],
  [png(192, 192), null],
  [png(191, 191), "too_small"],
  [png(640, 480), "not_square"],
  [png(640, 640, 5_242_881), "too_large"],
  [new Blob(["GIF89a, and so on and so on"]), "wrong_type"],
  [new Blob([]), "empty"],
] as const)("what is wrong with a picture is known before it is sent: %#", async (file, problem) => {
  if (limits == null) throw new Error("the made-up number has a profile");
  expect(await pictureProblem(file, limits)).toBe(problem);
});
