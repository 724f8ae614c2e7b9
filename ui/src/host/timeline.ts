import { hashKey, type InfiniteData, type Query, type QueryClient, type QueryKey } from "@tanstack/react-query";

import type { ChatId, MessageId, Timeline, TimelineFrom, TimelineItem } from "./contract";
import type { Host } from "./host";
import { keys } from "./keys";

/** How many items are read at a time. */
export const ITEMS = 60;
/** Most items of one conversation that are kept in memory; more are let go at the end that is not looked at. */
export const KEPT = 600;
/** The most that one question gives. */
const MOST = 200;
/** How many parts of new items are read at once; the rest is read when it is scrolled to. */
const AHEAD = 3;

type Pages = InfiniteData<Timeline, TimelineFrom>;

/** What is known of a conversation's pages beside their items. Pages go by their first message. */
interface Watch {
  /** The first and the last message on the screen. */
  shown: readonly [MessageId, MessageId] | null;
  /** Pages that something may have changed in since they were read. */
  stale: Set<number>;
  running: boolean;
}

const watches = new WeakMap<QueryClient, Map<string, Watch>>();

function watchOf(client: QueryClient, hash: string): Watch {
  const all = watches.get(client) ?? new Map<string, Watch>();
  watches.set(client, all);
  const watch = all.get(hash) ?? { shown: null, stale: new Set(), running: false };
  all.set(hash, watch);
  return watch;
}

/**
 * Asks conversations again after a change: what is on the screen and, where it was read, the end. The other pages are
 * marked and asked again when they come into view, so that a message costs the same however far was scrolled.
 */
export async function refreshTimelines(client: QueryClient, host: Host, key: QueryKey): Promise<void> {
  client.removeQueries({ queryKey: key, type: "inactive" });
  const active = client.getQueryCache().findAll({ queryKey: key, type: "active" });
  for (const query of active) {
    const { stale } = watchOf(client, query.queryHash);
    for (const page of pagesOf(query)?.pages ?? []) stale.add(nameOf(page));
  }
  await Promise.all(active.map((query) => refresh(client, host, query)));
}

/** Says what of a conversation is on the screen; what of it is no longer true is asked again. */
export function showsPart(
  client: QueryClient,
  host: Host,
  place: { chat: ChatId; around: MessageId | null },
  shown: readonly [MessageId, MessageId],
): void {
  const key = keys.timeline(place.chat, place.around);
  const query = client.getQueryCache().get(hashKey(key));
  if (query === undefined) return;
  const watch = watchOf(client, query.queryHash);
  watch.shown = shown;
  const data = pagesOf(query);
  if (watch.running || data === undefined) return;
  if (data.pages.some((page, index) => watch.stale.has(nameOf(page)) && isWanted(data, index, shown)))
    void refresh(client, host, query);
}

/** Lets a page go at one end of a conversation, where more is kept than is needed. */
export function dropPage(
  client: QueryClient,
  place: { chat: ChatId; around: MessageId | null },
  end: "older" | "newer",
) {
  const at = end === "older" ? [1, undefined] : [0, -1];
  client.setQueryData(keys.timeline(place.chat, place.around), (data: Pages | undefined) =>
    data === undefined || data.pages.length < 2
      ? data
      : { pages: data.pages.slice(...at), pageParams: data.pageParams.slice(...at) },
  );
}

async function refresh(client: QueryClient, host: Host, query: Query): Promise<void> {
  const watch = watchOf(client, query.queryHash);
  watch.running = true;
  try {
    do {
      await idle(client, query);
      const data = pagesOf(query);
      if (data === undefined || client.getQueryCache().get(query.queryHash) !== query) return;
      await refreshOnce(client, host, query, data);
      // A part that was being read meanwhile was added to what was known before, and took the news away again.
    } while (query.state.fetchStatus !== "idle");
  } catch {
    await client.invalidateQueries({ queryKey: query.queryKey, exact: true });
  } finally {
    watch.running = false;
  }
}

async function refreshOnce(client: QueryClient, host: Host, query: Query, data: Pages): Promise<void> {
  const watch = watchOf(client, query.queryHash);
  const [, chat] = query.queryKey as ReturnType<typeof keys.timeline>;
  const wanted = [...data.pages.keys()].filter((index) => isWanted(data, index, watch.shown));
  const news = new Map<number, Timeline[]>();
  for (const index of wanted) {
    const page = data.pages[index];
    if (page === undefined) continue;
    watch.stale.delete(nameOf(page));
    news.set(nameOf(page), await pageAgain(host, chat, data, index));
  }
  client.setQueryData(query.queryKey, (current: Pages | undefined) => current && merged(current, news));
}

/** Each page with what was read in its place; what follows it is a page of its own. */
function merged({ pages, pageParams }: Pages, news: ReadonlyMap<number, readonly Timeline[]>): Pages {
  const parts = pages.flatMap((page, index) => {
    const param = pageParams[index] ?? { from: "newest" as const };
    return (news.get(nameOf(page)) ?? [page]).map((part, at, all) => {
      const cursor = all[at - 1]?.after ?? null;
      return { part, param: cursor === null ? param : { from: "after" as const, cursor } };
    });
  });
  return { pages: parts.map(({ part }) => part), pageParams: parts.map(({ param }) => param) };
}

/** Reads a page again between its neighbours; the last one with what has come after it. */
async function pageAgain(host: Host, chat: ChatId, data: Pages, index: number): Promise<Timeline[]> {
  const page = data.pages[index];
  const [before, after] = [data.pages[index - 1], data.pages[index + 1]];
  if (page === undefined) return [];
  const ask = (from: TimelineFrom, limit: number) => host.call("timeline", { chat_id: chat, from, limit });
  const size = Math.min(MOST, Math.max(ITEMS, page.items.length));
  if (before?.after == null) {
    const from = after?.before == null ? data.pageParams[index] : { from: "before" as const, cursor: after.before };
    return [await ask(from ?? { from: "newest" }, after === undefined ? ITEMS : size)];
  }
  const known = new Set(before.items.map(nameOfItem));
  const first = await ask(
    { from: "after", cursor: before.after },
    after === undefined ? Math.min(MOST, size + ITEMS) : MOST,
  );
  const fresh = { ...first, before: page.before, items: first.items.filter((item) => !known.has(nameOfItem(item))) };
  if (after !== undefined) {
    const end = fresh.items.findIndex((item) => nameOfItem(item) === nameOfItem(after.items[0]));
    return [end < 0 ? page : { ...fresh, items: fresh.items.slice(0, end), after: page.after }];
  }
  const parts = [fresh];
  for (let more = fresh.after; more !== null && parts.length <= AHEAD; more = parts.at(-1)?.after ?? null)
    parts.push(await ask({ from: "after", cursor: more }, ITEMS));
  return parts;
}

/** Whether a page is on the screen, or is the end of the conversation. */
function isWanted({ pages }: Pages, index: number, shown: Watch["shown"]): boolean {
  const last = index === pages.length - 1;
  if (last && pages[index]?.after === null) return true;
  if (shown === null) return last;
  const place = (id: MessageId) =>
    pages.findIndex(({ items }) => items.some((item) => item.item === "message" && item.message_id === id));
  const [from, to] = [place(shown[0]), place(shown[1])];
  return from >= 0 && to >= 0 ? index >= from && index <= to : last;
}

function pagesOf(query: Query): Pages | undefined {
  return query.state.data as Pages | undefined;
}

function nameOf(page: Timeline): number {
  const first = page.items.find((item) => item.item === "message");
  return first?.item === "message" ? first.message_id : 0;
}

/** What an item is called among those of its conversation. */
export function nameOfItem(item: TimelineItem | undefined): string {
  if (item === undefined) return "";
  if (item.item === "line") return `l:${item.line}`;
  return item.item === "message" ? `m:${item.message_id}` : `n:${item.note_id}`;
}

/** Waits for what is being read by the query itself. */
async function idle(client: QueryClient, query: Query): Promise<void> {
  const cache = client.getQueryCache();
  const over = () => query.state.fetchStatus === "idle" || cache.get(query.queryHash) !== query;
  if (over()) return;
  await new Promise<void>((resolve) => {
    const stop = cache.subscribe(() => {
      if (!over()) return;
      stop();
      resolve();
    });
  });
}
