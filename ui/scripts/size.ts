import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

import { FIRST_LOAD, type FirstLoad } from "./first-load.ts";

/** Sums what `npm run build` made of the first load, packed as a server would pack it, and fails above the budget. */

const BUDGET = 250_000;
const BUILT = "dist";

const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`;

const packed = (file: string) => ({ file, bytes: gzipSync(readFileSync(join(BUILT, file)), { level: 9 }).length });

const { files, words } = JSON.parse(readFileSync(FIRST_LOAD, "utf8")) as FirstLoad;
const bySize = (one: { bytes: number }, other: { bytes: number }) => other.bytes - one.bytes;
// Of the languages one is read: the longest counts.
const parts = [...files.map(packed), ...Object.values(words).map(packed).toSorted(bySize).slice(0, 1)].toSorted(bySize);
const sum = parts.reduce((total, { bytes }) => total + bytes, 0);
// A row of the bench's table, which takes it as it stands.
console.log(["first load of the page, packed", "bytes", sum, BUDGET].join("\t"));
if (sum > BUDGET) {
  const largest = parts.slice(0, 5).map(({ file, bytes }) => `${file} (${kilobytes(bytes)})`);
  console.error(`The first load is above ${kilobytes(BUDGET)}. Its largest parts: ${largest.join(", ")}.`);
  process.exit(1);
}
