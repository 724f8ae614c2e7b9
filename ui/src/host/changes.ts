import type { Query, QueryClient, QueryKey } from "@tanstack/react-query";

import type { Change, ChangeBatch } from "./contract";
import { untilHandsRest } from "./hands";
import type { Host } from "./host";
import { keys } from "./keys";
import { refreshTimelines } from "./timeline";

/**
 * Milliseconds between an answer and the next question of the same kind. Where the answer took long to be drawn the pause is as
 * much longer, so that in a flood half of the time at least is left to others, but not longer than the most.
 */
const PAUSE = 25;
const MOST_OF_DRAWING = 200;

/**
 * Milliseconds that the list of chats, which a flood moves all the time, may be left as it is while the operator's hands are busy:
 * what they ask for is drawn first, and the row that they go for stays where it is.
 */
const MOST_OF_HANDS = 1_000;

/** Milliseconds between two questions about people while nothing but messages comes in, and between two about what alerted. */
const PAUSE_OF_MESSAGES = 5_000;
const PAUSE_OF_DECISIONS = 500;
/** Milliseconds between two searches for the same words while messages come in. */
const PAUSE_OF_SEARCHES = 1_000;

/**
 * What each message may move among the members: who wrote last, and what happened with a person. How many people the
 * lists have is counted anew with it, since a segment may ask who wrote lately.
 */
const MEMBERS_OF_MESSAGES: readonly QueryKey[] = [
  ["members", "list"],
  ["members", "lists"],
  ["members", "one"],
  ["members", "history"],
];

/** What each decision to alert, or not, may move. */
const OF_DECISIONS: readonly QueryKey[] = [
  ["alerts", "history"],
  ["alerts", "digest"],
];

/** How long what is no sight of its own, and moves with every message, is left alone; none where drawing tells. */
function restOf(key: QueryKey): number | null {
  if (MEMBERS_OF_MESSAGES.includes(key)) return PAUSE_OF_MESSAGES;
  if (key[0] === "search") return PAUSE_OF_SEARCHES;
  return OF_DECISIONS.includes(key) ? PAUSE_OF_DECISIONS : null;
}

/** What a key is about, without its details. */
const nameOf = ([kind, of]: QueryKey) => `${String(kind)} ${String(of)}`;

/** What a change makes stale, as beginnings of query keys. */
export function staleBy(change: Change): QueryKey[] {
  const eachChat = (name: string) => (change.chats.length === 0 ? [[name]] : change.chats.map((chat) => [name, chat]));
  switch (change.kind) {
    case "chats":
      return [["chats"], ...eachChat("chat")];
    case "messages":
      return [...eachChat("timeline"), ...eachChat("group_activity"), ["info"], ["search"], ...MEMBERS_OF_MESSAGES];
    case "drafts":
      return [["chats"], ...eachChat("chat")];
    case "labels":
      return [["labels"], ["chats"], ["members"]];
    case "quick_replies":
      return [["quick_replies"]];
    case "templates":
      return [["templates"]];
    case "groups":
      return [["groups"], ...eachChat("group"), ...eachChat("group_history")];
    case "members":
      return [["members"]];
    case "import":
      return [["import", "state"]];
    case "consent":
      // A group tells how it stands with whoever asks to enter, and that person's chat is not the group's.
      return [["consent"], ["group"], ["members"], ...eachChat("chat"), ...eachChat("templates")];
    case "health":
      return [["health"]];
    case "profiles":
      return [["profile"]];
    case "settings":
      return [["workspace"]];
    case "notifications":
      return [["alerts"], ["chats"], ["chat"]];
    case "decisions":
      return [...OF_DECISIONS];
    case "open":
    case "sound":
      return [];
  }
}

/**
 * Asks again for what is stale and visible. While an answer is on its way further changes only mark it; it is asked
 * once more afterwards, so that a flood of changes costs one question at a time and the last one is never missed.
 */
export class Refresher {
  readonly #client: QueryClient;
  readonly #waiting = new Map<string, { key: QueryKey; again: boolean }>();
  /** What nobody looks at and is on its way. */
  readonly #late = new WeakSet<Query>();

  readonly #host: Host;

  constructor(client: QueryClient, host: Host) {
    this.#client = client;
    this.#host = host;
  }

  /** Takes a batch of changes. */
  take(batch: ChangeBatch): void {
    if (batch.reload) return void this.#invalidate([]);
    const known = this.#known();
    for (const key of batch.changes.flatMap(staleBy)) {
      const queries = key.length === 1 ? null : (known.get(nameOf(key)) ?? []);
      if (queries === null || queries.some((query) => query.isActive())) this.#refresh(key);
      else for (const query of queries) this.#leave(query);
    }
  }

  /** What was asked for, by what it is about. */
  #known(): ReadonlyMap<string, readonly Query[]> {
    const known = new Map<string, Query[]>();
    for (const query of this.#client.getQueryCache().getAll()) {
      const name = nameOf(query.queryKey);
      const alike = known.get(name);
      if (alike === undefined) known.set(name, [query]);
      else alike.push(query);
    }
    return known;
  }

  /**
   * Notes that what nobody looks at is not true any more. In a flood most changes are of chats that were looked at some time ago, or
   * never: each of them costs one look here, and the whole cache is not gone through for it.
   */
  #leave(query: Query): void {
    const { queryKey } = query;
    if (queryKey[0] === "timeline") return this.#client.getQueryCache().remove(query);
    query.invalidate();
    if (query.state.fetchStatus === "idle" || this.#late.has(query)) return;
    // What is on its way may be of before, also to somebody who left and is back by then.
    this.#late.add(query);
    const again = () => {
      this.#late.delete(query);
      void this.#client.invalidateQueries({ queryKey, exact: true });
    };
    query.promise?.then(again, again);
  }

  /** A decision that comes meanwhile calls back what is on its way: then it is asked again after that. */
  async #ask(key: QueryKey): Promise<void> {
    if (key[0] === "timeline") return refreshTimelines(this.#client, this.#host, key);
    do {
      if (isDecided(key) && isDeciding(this.#client)) await decided(this.#client);
      await this.#invalidate(key);
    } while (isDecided(key) && isDeciding(this.#client));
  }

  /** Asks again. A first answer that is on its way cannot be called back, and may be of before: then twice. */
  async #invalidate(queryKey: QueryKey): Promise<void> {
    const isFirst = ({ state }: Query) => state.fetchStatus === "fetching" && state.data === undefined;
    const first = this.#client.getQueryCache().findAll({ queryKey, predicate: isFirst });
    await this.#client.invalidateQueries({ queryKey });
    await Promise.all(first.map(({ queryKey: its }) => this.#client.invalidateQueries({ queryKey: its, exact: true })));
  }

  #refresh(key: QueryKey): void {
    const name = JSON.stringify(key);
    const waiting = this.#waiting.get(name);
    if (waiting !== undefined) {
      waiting.again = true;
      return;
    }
    const entry = { key, again: false };
    this.#waiting.set(name, entry);
    const rest = () => {
      this.#waiting.delete(name);
      if (entry.again) this.#refresh(key);
    };
    void this.#ask(key).finally(() => {
      const still = restOf(key);
      if (still !== null) setTimeout(rest, still);
      else if (key[0] === "chats") afterDrawing(() => afterHands(rest, performance.now() + MOST_OF_HANDS));
      else afterDrawing(rest);
    });
  }
}

/** What a decision about a chat changes on the screen before the core has answered. */
const isDecided = ([kind]: QueryKey) => kind === "chats" || kind === "chat";

const isDeciding = (client: QueryClient) => client.isMutating({ mutationKey: keys.decision }) > 0;

/** Once no decision waits for the core: what is asked before that may be answered as it was before, and undo what is shown. */
function decided(client: QueryClient): Promise<void> {
  return new Promise((resolve) => {
    const stop = client.getMutationCache().subscribe(() => {
      if (isDeciding(client)) return;
      stop();
      resolve();
    });
  });
}

/** Once the operator's hands rest, and at that moment at the latest. */
function afterHands(next: () => void, latest: number): void {
  const wait = Math.min(untilHandsRest(), latest - performance.now());
  if (wait <= 0) next();
  else setTimeout(() => afterHands(next, latest), wait);
}

/** A timer that comes late tells how long the page was drawing meanwhile. */
function afterDrawing(next: () => void): void {
  const due = performance.now() + PAUSE;
  const late = () => Math.min(Math.max(0, performance.now() - due), MOST_OF_DRAWING);
  setTimeout(() => setTimeout(next, late()), PAUSE);
}
