import { useQuery } from "@tanstack/react-query";

import { useHost } from "./context";
import type { AccountId } from "./contract";
import { keys } from "./keys";

/** A number's business profile: asked of the provider each time that it is opened, and when a change of it got further. */
export function useProfile(account: AccountId) {
  const host = useHost();
  return useQuery({
    queryKey: keys.profile(account),
    queryFn: () => host.call("profile", { account_id: account }),
    gcTime: 0,
    retry: false,
  });
}
