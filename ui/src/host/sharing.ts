import { replaceEqualDeep } from "@tanstack/react-query";

interface Paged<Page> {
  pages: readonly Page[];
  pageParams: readonly unknown[];
}

/**
 * Keeps things that did not change the same objects, so that they are not drawn anew, for what is read in pages. The
 * library compares what stands at the same place: where one row moves up, or older messages come before the others, all of
 * them are others. Here they are compared by their names. What a screen selects from the pages is left as it is: it is
 * made of these objects.
 */
export function sharedBy<Page extends object, Item>(list: keyof Page, nameOf: (item: Item) => string) {
  const itemsOf = (page: Page) => page[list] as readonly Item[];
  return (before: unknown, after: unknown): unknown => {
    if (!isPaged<Page>(before) || !isPaged<Page>(after)) return after;
    const known = new Map(before.pages.flatMap(itemsOf).map((item) => [nameOf(item), item]));
    const old = new Set(before.pages);
    const kept = (page: Page, at: number): Page => {
      if (old.has(page)) return page;
      const items = itemsOf(page).map((item) => {
        const other = known.get(nameOf(item));
        return other === undefined ? item : replaceEqualDeep(other, item);
      });
      const other = before.pages[at];
      if (other === undefined) return { ...page, [list]: items };
      const rest = { ...other, [list]: null };
      const shared = replaceEqualDeep(rest, { ...page, [list]: null });
      return shared === rest && areSame(itemsOf(other), items) ? other : { ...shared, [list]: items };
    };
    const pages = after.pages.map(kept);
    const params = replaceEqualDeep(before.pageParams, after.pageParams);
    return areSame(pages, before.pages) && params === before.pageParams ? before : { pages, pageParams: params };
  };
}

function areSame(some: readonly unknown[], others: readonly unknown[]): boolean {
  return some.length === others.length && some.every((one, at) => one === others[at]);
}

function isPaged<Page>(data: unknown): data is Paged<Page> {
  return typeof data === "object" && data !== null && "pages" in data && "pageParams" in data;
}
