import { keepPreviousData, useInfiniteQuery, useQueries, useQuery } from "@tanstack/react-query";

import { useHost } from "./context";
import type { ChatId, GroupFilter, GroupView } from "./contract";
import type { Host } from "./host";
import { keys } from "./keys";

/** Rows of a page of the list, and lines of a page of a history. */
const ROWS = 100;

/** The list of groups, page by page; what is not rows is the first page's. */
export function useGroups(query: string, filter: GroupFilter) {
  const host = useHost();
  return useInfiniteQuery({
    queryKey: keys.groups(filter, query.trim()),
    queryFn: ({ pageParam }) =>
      host.call("groups", {
        query: query.trim(),
        filter,
        limit: ROWS,
        ...(pageParam === null ? {} : { after: pageParam }),
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    select: ({ pages }) => {
      const [first] = pages;
      return {
        rows: pages.flatMap((page) => page.rows),
        total: first?.total ?? 0,
        making: first?.making ?? [],
        numbers: first?.numbers ?? [],
      };
    },
    placeholderData: keepPreviousData,
  });
}

/** How many people ask to enter, in all groups. */
export function useRequestCount() {
  const host = useHost();
  return useQuery({
    queryKey: keys.requestCount,
    queryFn: () => host.call("groups", { query: "", filter: "requests", limit: 1 }),
    select: (page) => page.requests,
  });
}

/** Everybody who asks to enter, in all groups, longest first. */
export function useJoinRequests() {
  const host = useHost();
  return useQuery({ queryKey: keys.joinRequests, queryFn: () => host.call("join_requests", {}) });
}

const groupQuery = (host: Host, chat_id: ChatId) => ({
  queryKey: keys.group(chat_id),
  queryFn: () => host.call("group", { chat_id }),
});

/** One group with its people, requests and what is asked of the provider. */
export function useGroup(group: ChatId | null) {
  const host = useHost();
  return useQuery({ ...groupQuery(host, group ?? 0), enabled: group !== null });
}

/** The same of several, as far as they are read. */
export function useGroupViews(groups: readonly ChatId[]): GroupView[] {
  const host = useHost();
  return useQueries({
    queries: groups.map((group) => groupQuery(host, group)),
    combine: (found) => found.flatMap(({ data }) => data ?? []),
  });
}

/** What happened in a group, newest first, page by page. */
export function useGroupHistory(group: ChatId) {
  const host = useHost();
  return useInfiniteQuery({
    queryKey: keys.groupHistory(group),
    queryFn: ({ pageParam }) =>
      host.call("group_history", { chat_id: group, contact_id: null, before: pageParam, limit: ROWS }),
    initialPageParam: null as number | null,
    getNextPageParam: ({ lines, more }) => (more ? (lines.at(-1)?.line ?? null) : null),
    select: ({ pages }) => pages.flatMap(({ lines }) => lines),
  });
}

/** How much is written in a group, in so many days. */
export function useGroupActivity(group: ChatId, days: number) {
  const host = useHost();
  return useQuery({
    queryKey: keys.groupActivity(group, days),
    queryFn: () => host.call("group_activity", { chat_id: group, days }),
    placeholderData: keepPreviousData,
  });
}
