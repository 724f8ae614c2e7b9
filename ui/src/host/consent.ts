import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";

import { useHost } from "./context";
import type { LedgerPart, PersonConsent, Whom } from "./contract";
import { keys } from "./keys";

/** Entries of a page of the ledger. */
const ROWS = 100;

/** What an entry covers: everything but replies, or what the provider's own switch ends. Else it is a purpose. */
export const EVERYTHING = "*";
export const MARKETING = "marketing*";

/** What people can be asked for, the texts they are shown, and the words that end everything. */
export function usePurposes() {
  const host = useHost();
  return useQuery({ queryKey: keys.purposes, queryFn: () => host.call("purposes", {}) });
}

/** How it stands with everybody. */
export function useConsentOverview() {
  const host = useHost();
  return useQuery({ queryKey: keys.consentOverview, queryFn: () => host.call("consent_overview", {}) });
}

/** How consent develops: who may be written to about what, and who left, day by day. */
export function useConsentReport() {
  const host = useHost();
  return useQuery({ queryKey: keys.consentReport, queryFn: () => host.call("consent_report", {}) });
}

/** How long what we know of people is kept. */
export function useRetention() {
  const host = useHost();
  return useQuery({ queryKey: keys.retention, queryFn: () => host.call("retention", {}) });
}

/** The ledger, newest first, page by page; `data` is every entry read so far. */
export function useLedger(part: LedgerPart) {
  const host = useHost();
  return useInfiniteQuery({
    queryKey: keys.ledger(part),
    queryFn: ({ pageParam }) => host.call("consent_ledger", { part, before: pageParam, limit: ROWS }),
    initialPageParam: null as number | null,
    getNextPageParam: ({ rows, more }) => (more ? (rows.at(-1)?.entry ?? null) : null),
    select: ({ pages }) => pages.flatMap(({ rows }) => rows),
  });
}

/** Who may be written to about what; the answer before stays until the new one is there. */
export function useConsentCheck(people: readonly Whom[]) {
  const host = useHost();
  return useQuery({
    queryKey: keys.consentCheck(people),
    queryFn: () => host.call("consent_check", { people: [...people] }),
    enabled: people.length > 0,
    select: (checked) => checked.people,
    placeholderData: keepPreviousData,
  });
}

/** The same about one person; none while it is not known, or where nobody is chosen. */
export function usePersonConsent(whom: Whom | null): { person: PersonConsent | null; isError: boolean } {
  const { data, isError } = useConsentCheck(whom === null ? [] : [whom]);
  const person = data?.find((one) => whom !== null && sameWhom(one.whom, whom)) ?? null;
  return { person, isError };
}

/** Whether two name the same person at the same number. */
export function sameWhom(one: Whom, other: Whom): boolean {
  return one.account_id === other.account_id && one.contact_id === other.contact_id;
}

/** People by name or number; without a query those whom we heard from last. */
export function usePeople(query: string, wanted = true) {
  const host = useHost();
  return useQuery({
    queryKey: keys.people(query.trim()),
    queryFn: () => host.call("people", { query: query.trim() }),
    enabled: wanted,
    placeholderData: keepPreviousData,
  });
}
