import { describe, expect, test } from "vitest";

import { sharedBy } from "./sharing";

interface Row {
  name: string;
  unread: { count: number };
}

interface Page {
  rows: readonly Row[];
  counts: { all: number };
}

const share = sharedBy<Page, Row>("rows", (row) => row.name);
const row = (name: string, count = 0): Row => ({ name, unread: { count } });
const paged = (...pages: readonly (readonly Row[])[]) => ({
  pages: pages.map((rows) => ({ rows, counts: { all: 3 } })),
  pageParams: pages.map((_, at) => at),
});
const rowsOf = (data: unknown) => (data as ReturnType<typeof paged>).pages.flatMap(({ rows }) => rows);

describe("what is read again in pages", () => {
  test("is the same object where nothing changed", () => {
    const before = paged([row("Anna"), row("Boris")]);
    expect(share(before, paged([row("Anna"), row("Boris")]))).toBe(before);
  });

  test("keeps the rows below one that moved up and changed", () => {
    const before = paged([row("Anna"), row("Boris"), row("Clara")]);
    const after = rowsOf(share(before, paged([row("Clara", 1), row("Anna"), row("Boris")])));
    expect(after.map(({ name }) => name)).toEqual(["Clara", "Anna", "Boris"]);
    expect(after[0]?.unread).toEqual({ count: 1 });
    expect(after[1]).toBe(rowsOf(before)[0]);
    expect(after[2]).toBe(rowsOf(before)[1]);
  });

  test("keeps a page that older ones came before", () => {
    const before = paged([row("Anna")], [row("Boris")]);
    const [first, second] = before.pages;
    const after = share(before, {
      pages: [{ rows: [row("Clara")], counts: { all: 3 } }, first, second],
      pageParams: [2, 0, 1],
    });
    expect((after as typeof before).pages.slice(1)).toEqual([first, second]);
    expect((after as typeof before).pages[1]).toBe(first);
    expect((after as typeof before).pageParams).toEqual([2, 0, 1]);
  });

  test("has what stands beside its rows changed with them the same", () => {
    const before = paged([row("Anna")]);
    const after = share(before, { ...before, pages: [{ rows: [row("Anna")], counts: { all: 4 } }] });
    expect((after as typeof before).pages[0]?.counts).toEqual({ all: 4 });
    expect(rowsOf(after)[0]).toBe(rowsOf(before)[0]);
  });

  test("loses what went", () => {
    const before = paged([row("Anna"), row("Boris")]);
    expect(rowsOf(share(before, paged([row("Boris")]))).map(({ name }) => name)).toEqual(["Boris"]);
  });
});

test("what a screen selects is left as it is", () => {
  const rows = [row("Anna")];
  expect(share([row("Anna")], rows)).toBe(rows);
});
