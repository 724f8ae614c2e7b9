import { DAY } from "./week";

/** Where a stretch of a day lies on the plane of the week. */
export function placeOf({ day, from, to }: { day: number; from: number; to: number }) {
  return {
    top: `calc(var(--week-row) * ${day - 1})`,
    left: `${(from / DAY) * 100}%`,
    ...(to > from ? { width: `${((to - from) / DAY) * 100}%` } : {}),
  };
}
