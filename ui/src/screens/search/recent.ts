import { create } from "zustand";

const MOST = 8;

/** What was searched for since the window opened. It is kept nowhere: words looked for are personal, too. */
export const useRecent = create<{ queries: readonly string[] }>(() => ({ queries: [] }));

/** Remembers a query that led somewhere. */
export function remember(query: string): void {
  const words = query.trim();
  if (words === "") return;
  useRecent.setState(({ queries }) => ({ queries: [words, ...queries.filter((one) => one !== words)].slice(0, MOST) }));
}
