import type { ConsentReport, Timestamp, WithdrawalsOfDay } from "../../contract";
import type { FakeConsent } from "./consent";

const DAY = 86_400_000;

/** How consent develops, counted from the made-up ledger. */
export function reportOf(consent: FakeConsent, now: Timestamp): ConsentReport {
  const everybody = consent.people.flatMap(({ whom }) => consent.person(whom) ?? []);
  const coverage = consent.purposes.purposes.map(({ purpose }) => {
    const rows = everybody.flatMap((one) => one.purposes.filter((row) => row.purpose === purpose));
    const permitted = rows.filter(({ denial }) => denial === null);
    return {
      purpose,
      people: permitted.length,
      waiting: rows.filter(({ state }) => state === "requested").length,
      stale: permitted.filter(({ at }) => at !== null && at < now - 365 * DAY).length,
    };
  });
  return { coverage, withdrawals: withdrawals(consent, now) };
}

function withdrawals({ ledger }: FakeConsent, now: Timestamp): WithdrawalsOfDay[] {
  const days = new Map<string, WithdrawalsOfDay>();
  for (const { state, source, at } of ledger) {
    if (state !== "withdrawn" || at < now - 30 * DAY) continue;
    const day = dayOf(at);
    const causes: WithdrawalsOfDay["causes"] = days.get(day)?.causes ?? {};
    days.set(day, { day, causes: { ...causes, [source]: (causes[source] ?? 0) + 1 } });
  }
  return [...days.values()].toSorted((one, other) => other.day.localeCompare(one.day));
}

/** 2026-11-19, by the clock on the wall. */
function dayOf(at: Timestamp): string {
  const date = new Date(at);
  const two = (part: number) => String(part).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
