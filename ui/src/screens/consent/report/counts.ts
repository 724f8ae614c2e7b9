import type { Source, WithdrawalsOfDay } from "../../../host/contract";

/** Most columns of causes; where there are more, the rarest share the last one. */
const COLUMNS = 5;

/** A column of causes: one, or several that are rare. */
export type Cause = Source | "rest";

/** Withdrawals of one day: how many there were, and how many by each cause. */
export interface DayCount {
  /** Noon of the day, by the clock on the wall. */
  at: number;
  total: number;
  causes: Partial<Record<Cause, number>>;
}

/** Withdrawals of a month. */
export interface MonthCount {
  /** The most frequent first. */
  columns: readonly Cause[];
  /** The newest first. */
  days: readonly DayCount[];
  /** All together. */
  all: Omit<DayCount, "at">;
  /** The day with the most; none where nobody left. */
  most: DayCount | null;
}

/** Adds up the withdrawals of a month by day and by cause. */
export function countMonth(withdrawals: readonly WithdrawalsOfDay[]): MonthCount {
  const totals = new Map<Source, number>();
  for (const [source, count] of withdrawals.flatMap(causesOf)) totals.set(source, (totals.get(source) ?? 0) + count);
  const sources = [...totals].toSorted((one, other) => other[1] - one[1]).map(([source]) => source);
  const shown = sources.length > COLUMNS ? sources.slice(0, COLUMNS - 1) : sources;
  const counted = (pairs: readonly (readonly [Source, number])[]): Omit<DayCount, "at"> => {
    const causes: Partial<Record<Cause, number>> = {};
    let total = 0;
    for (const [source, count] of pairs) {
      const cause = shown.includes(source) ? source : "rest";
      causes[cause] = (causes[cause] ?? 0) + count;
      total += count;
    }
    return { total, causes };
  };
  const days = withdrawals.map((one) => ({ at: noonOf(one.day), ...counted(causesOf(one)) }));
  return {
    columns: shown.length < sources.length ? [...shown, "rest"] : shown,
    days,
    all: counted([...totals]),
    most: days.reduce<DayCount | null>((most, day) => (most === null || day.total > most.total ? day : most), null),
  };
}

function causesOf({ causes }: WithdrawalsOfDay): (readonly [Source, number])[] {
  return Object.entries(causes) as [Source, number][];
}

/** Noon of a day like 2026-11-19: far enough from both midnights. */
function noonOf(day: string): number {
  return new Date(`${day}T12:00`).getTime();
}
