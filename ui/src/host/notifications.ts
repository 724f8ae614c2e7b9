import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";

import { useHost } from "./context";
import type { ChatId, ExceptionRow, MessageId, Simulate } from "./contract";
import { keys } from "./keys";

/** Rows of a page of the exceptions, and of the history. */
const ROWS = 100;

/** What alerts and what does not, without the exceptions of chats and people. */
export function useNotificationRules() {
  const host = useHost();
  return useQuery({ queryKey: keys.alertRules, queryFn: () => host.call("notification_rules", {}) });
}

function useExceptionPage<T>(page: number, select: (rows: ExceptionRow[], total: number) => T) {
  const host = useHost();
  return useQuery({
    queryKey: keys.exceptions(page),
    queryFn: () => host.call("notification_exceptions", { offset: page * ROWS, limit: ROWS }),
    select: ({ rows, total }) => select(rows, total),
  });
}

/** How many chats and people have settings of their own. */
export function useExceptionCount() {
  return useExceptionPage(0, (_rows, total) => total);
}

/** One row of the exceptions by its place; only the pages of rows that are looked at are read. */
export function useException(index: number) {
  return useExceptionPage(Math.floor(index / ROWS), (rows) => rows[index % ROWS] ?? null);
}

/** The history of decisions, newest first; `data.off` counts the kinds that are off. */
export function useNotificationHistory(chat: ChatId | null = null) {
  const host = useHost();
  return useInfiniteQuery({
    queryKey: keys.history(chat, null),
    queryFn: ({ pageParam }) =>
      host.call("notification_history", { chat, message: null, before: pageParam, limit: ROWS }),
    initialPageParam: null as number | null,
    getNextPageParam: ({ decisions, more }) => (more ? (decisions.at(-1)?.notification_id ?? null) : null),
    select: ({ pages }) => ({
      decisions: pages.flatMap(({ decisions }) => decisions),
      off: pages[0]?.off ?? [],
    }),
  });
}

/** The decision about one message; null where none is kept. */
export function useDecision(message: MessageId | null) {
  const host = useHost();
  return useQuery({
    queryKey: keys.history(null, message),
    queryFn: async () => {
      const page = await host.call("notification_history", { chat: null, message, before: null, limit: 1 });
      return page.decisions[0] ?? null;
    },
    enabled: message !== null,
  });
}

/** What would happen; the answer before stays until the new one is there. */
export function useSimulation(ask: Simulate | null) {
  const host = useHost();
  return useQuery({
    queryKey: keys.simulation(ask),
    queryFn: () => {
      if (ask === null) throw new Error("asked without a question");
      return host.call("notification_simulate", ask);
    },
    enabled: ask !== null,
    placeholderData: keepPreviousData,
  });
}

/** What silence held back. */
export function useDigest() {
  const host = useHost();
  return useQuery({ queryKey: keys.digest, queryFn: () => host.call("digest", {}) });
}

/** The sounds there are, and where they can be played. */
export function useSounds() {
  const host = useHost();
  return useQuery({ queryKey: keys.sounds, queryFn: () => host.call("sounds", {}) });
}

/** What this system can do for an alert. Its do-not-disturb is not told of, so it is asked for now and then. */
export function useAlertHealth() {
  const host = useHost();
  return useQuery({
    queryKey: keys.alertHealth,
    queryFn: () => host.call("alert_health", {}),
    refetchInterval: 10_000,
  });
}
