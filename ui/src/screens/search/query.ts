import type { Filter } from "../../host/contract";
import { fold } from "../../keys/fold";

/** Words that begin a filter, by the filter that they mean. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  from: ["from", "от"],
  in: ["in", "в"],
  has: ["has", "файл"],
  before: ["before", "до"],
  after: ["after", "после"],
};

/** A query without one of its filters. */
export function withoutFilter(query: string, { filter, value }: Filter): string {
  const names = NAMES[filter] ?? [filter];
  const parts = query.split(/\s+(?=(?:[^"]*"[^"]*")*[^"]*$)/);
  const isIt = (part: string) => {
    const [name = "", rest] = part.split(":", 2);
    return names.includes(fold(name)) && (rest === undefined || fold(value).includes(fold(rest.replace(/"/g, ""))));
  };
  return parts.filter((part) => !isIt(part)).join(" ");
}

/** A query with a further filter. */
export function withFilter(query: string, filter: string): string {
  return `${query.trimEnd()} ${filter} `.trimStart();
}

/** A day as filters write it: 2026-11-22. */
export function dayFilter(name: "before" | "after", day: string): string {
  return `${name}:${day}`;
}
