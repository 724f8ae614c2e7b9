// @vitest-environment jsdom
import { cleanup, render, screen } from "@testing-library/react";
import { Suspense } from "react";
import { afterEach, expect, test, vi } from "vitest";

import { part, readParts } from "./part";

afterEach(cleanup);

const Words = ({ of }: { of: string }) => <p>Words of {of}</p>;

test("a part that was read is drawn at once, with nothing in its place before", async () => {
  const Part = part(async () => Words);
  await readParts();
  const waited = vi.fn<() => null>(() => null);
  const Waits = () => waited();
  render(
    <Suspense fallback={<Waits />}>
      <Part of="Anna" />
    </Suspense>,
  );
  expect(screen.getByText("Words of Anna")).toBeDefined();
  expect(waited).not.toHaveBeenCalled();
});

test("a part that is wanted before it was read is drawn when it is there, and stays the same one", async () => {
  let give: (words: typeof Words) => void = () => {};
  const Part = part(() => new Promise<typeof Words>((done) => (give = done)));
  const place = (of: string) => (
    <Suspense fallback={<p>Waits</p>}>
      <Part of={of} />
    </Suspense>
  );
  const { rerender } = render(place("Anna"));
  expect(screen.getByText("Waits")).toBeDefined();
  give(Words);
  const shown = await screen.findByText("Words of Anna");
  rerender(place("Lena"));
  expect(screen.getByText("Words of Lena")).toBe(shown);
});

test("a part that could not be read behind the page does not keep the others, and is read again when it is wanted", async () => {
  const read = vi
    .fn<() => Promise<typeof Words>>(async () => Words)
    .mockRejectedValueOnce(new Error("the hub is away"));
  const Part = part(read);
  const other = vi.fn<() => Promise<typeof Words>>(async () => Words);
  part(other);
  await readParts();
  expect(other).toHaveBeenCalledOnce();
  render(
    <Suspense>
      <Part of="Anna" />
    </Suspense>,
  );
  expect(await screen.findByText("Words of Anna")).toBeDefined();
});
