import type { Breakthrough, BreakthroughId, ScheduleId } from "../../../host/contract";

/** The exceptions that may ring through a schedule: its own and those of every silence, in order. */
export function throughOf(exceptions: readonly Breakthrough[], schedule: ScheduleId): Breakthrough[] {
  return exceptions.filter((one) => one.schedule === null || one.schedule === schedule);
}

/** The order of all exceptions when those that are shown are in another order; the hidden ones keep their places. */
export function reorder(all: readonly Breakthrough[], shown: readonly BreakthroughId[]): BreakthroughId[] {
  const rest = [...shown];
  return all.map(({ breakthrough_id: id }) => (shown.includes(id) ? (rest.shift() ?? id) : id));
}

/** A list with some of its items put before or after another one. */
export function put(
  ids: readonly BreakthroughId[],
  some: ReadonlySet<BreakthroughId>,
  target: BreakthroughId,
  side: "before" | "after",
): BreakthroughId[] {
  if (some.has(target)) return [...ids];
  const carried = ids.filter((id) => some.has(id));
  return ids
    .filter((id) => !some.has(id))
    .flatMap((id) => (id === target ? (side === "before" ? [...carried, id] : [id, ...carried]) : [id]));
}

/** A list with one item a place up or down; the same at its ends. */
export function stepped(ids: readonly BreakthroughId[], id: BreakthroughId, by: 1 | -1): BreakthroughId[] {
  const at = ids.indexOf(id);
  const target = ids[at + by];
  return at < 0 || target === undefined ? [...ids] : put(ids, new Set([id]), target, by === 1 ? "after" : "before");
}
