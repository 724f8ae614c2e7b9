import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";

import { useHost } from "./context";
import type { SegmentCondition, ContactId, MemberOrder } from "./contract";
import { keys } from "./keys";

/** Rows of a page. */
const ROWS = 100;
/** Lines of a page of what happened. */
const LINES = 50;

/** A list of people as it is asked for. */
export interface MembersAsked {
  query: string;
  conditions: readonly SegmentCondition[];
  order: MemberOrder;
  descending: boolean;
}

/** A list of people, page by page. */
export function useMembers({ query, conditions, order, descending }: MembersAsked) {
  const host = useHost();
  return useInfiniteQuery({
    queryKey: keys.members(conditions, query.trim(), order, descending),
    queryFn: ({ pageParam }) =>
      host.call("members", {
        query: query.trim(),
        conditions: [...conditions],
        order,
        descending,
        limit: ROWS,
        ...(pageParam === null ? {} : { after: pageParam }),
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    select: ({ pages }) => pages.flatMap(({ rows }) => rows),
    placeholderData: keepPreviousData,
  });
}

/** How many people the lists have. */
export function useMemberLists() {
  const host = useHost();
  return useQuery({ queryKey: keys.memberLists, queryFn: () => host.call("member_lists", {}) });
}

/** One person with what is known; asked for where it is `wanted`. */
export function useMember(contact: ContactId, wanted = true) {
  const host = useHost();
  return useQuery({
    queryKey: keys.member(contact),
    queryFn: () => host.call("member", { contact_id: contact }),
    enabled: wanted,
  });
}

/** What happened with a person, newest first, page by page. */
export function useMemberHistory(contact: ContactId) {
  const host = useHost();
  return useInfiniteQuery({
    queryKey: keys.memberHistory(contact),
    queryFn: ({ pageParam }) =>
      host.call("member_history", {
        contact_id: contact,
        limit: LINES,
        ...(pageParam === null ? {} : { after: pageParam }),
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    select: ({ pages }) => pages.flatMap(({ lines }) => lines),
  });
}

/** What saying that two people are one would come to; not asked while it is being said. */
export function useMergePreview(keep: ContactId, gone: ContactId, enabled: boolean) {
  const host = useHost();
  return useQuery({
    queryKey: keys.mergePreview(keep, gone),
    queryFn: () => host.call("member_merge_preview", { keep, gone }),
    enabled,
    // Which of the two is kept turns the question round, not what is shown.
    placeholderData: keepPreviousData,
  });
}

/** What the workspace notes of people. */
export function useAttributes() {
  const host = useHost();
  return useQuery({ queryKey: keys.attributes, queryFn: () => host.call("attributes", {}) });
}
