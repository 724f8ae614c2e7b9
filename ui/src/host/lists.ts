import { useInfiniteQuery, useQuery } from "@tanstack/react-query";

import { useHost } from "./context";
import type { RowFate } from "./contract";
import { keys } from "./keys";

/** Rows of a page. */
const ROWS = 200;

/** How far the newest import is. */
export function useImportState() {
  const host = useHost();
  return useQuery({
    queryKey: keys.importState,
    queryFn: () => host.call("members_import", {}),
    select: ({ progress }) => progress,
  });
}

/** Rows of a plan or of what came of it, page by page. `of` tells one plan from the next. */
export function useImportRows(fate: RowFate | null, of: number) {
  const host = useHost();
  return useInfiniteQuery({
    queryKey: keys.importRows(fate, of),
    queryFn: ({ pageParam }) => host.call("members_import_rows", { fate, skip: pageParam, limit: ROWS }),
    initialPageParam: 0,
    getNextPageParam: ({ total }, pages) => {
      const read = pages.reduce((sum, { rows }) => sum + rows.length, 0);
      return read < total ? read : null;
    },
    select: ({ pages }) => pages.flatMap(({ rows }) => rows),
  });
}
