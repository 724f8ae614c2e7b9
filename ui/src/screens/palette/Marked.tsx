import type { ReactNode } from "react";

/** Words with the found parts marked. `marks` are start and end in UTF-16 units. */
export function Marked({ words, marks }: { words: string; marks: readonly (readonly [number, number])[] }) {
  const parts: ReactNode[] = [];
  let at = 0;
  for (const [start, end] of marks) {
    if (start < at) continue;
    parts.push(words.slice(at, start), <mark key={start}>{words.slice(start, end)}</mark>);
    at = end;
  }
  return (
    <span dir="auto">
      {parts}
      {words.slice(at)}
    </span>
  );
}
