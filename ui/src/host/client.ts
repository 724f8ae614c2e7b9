import { QueryClient } from "@tanstack/react-query";

import { toHostError } from "./host";

/** Answers stay true until a change says otherwise, so nothing is asked again by time, focus or network. */
export function makeClient(): QueryClient {
  const client = new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: Infinity,
        gcTime: 5 * 60_000,
        networkMode: "always",
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        retry: (failures, error) => toHostError(error).body.retry.retry !== "never" && failures < 3,
      },
      mutations: { networkMode: "always", retry: false },
    },
  });
  releaseFiles(client);
  return client;
}

/** Gives a file's bytes back when its address is thrown out of the cache. */
function releaseFiles(client: QueryClient): void {
  client.getQueryCache().subscribe((event) => {
    if (event.type !== "removed" || event.query.queryKey[0] !== "file") return;
    const address: unknown = event.query.state.data;
    if (typeof address === "string") URL.revokeObjectURL(address);
  });
}
