import { msg } from "@lingui/core/macro";
import { Check, X } from "lucide-react";

import type { JoinRequest, JoinRequestId } from "../../../../host/contract";
import { useActions } from "../../../../keys/actions";
import type { Picks } from "./usePicks";

/** The keys of the list: Y lets in, D declines, arrows go on, Space and Shift pick. */
export function useAllActions(
  asking: readonly JoinRequest[],
  picks: Picks,
  settle: (requests: readonly JoinRequest[], how: "approve" | "decline") => void,
  goTo: (id: JoinRequestId | null) => void,
): void {
  const { current, picked, meant } = picks;
  const name = meant[0]?.name ?? meant[0]?.phone_masked ?? "";
  const many = picked.length > 1;
  const enabled = asking.length > 0;
  const key = { group: "app", keyOnly: true, enabled } as const;
  const step = (by: 1 | -1, extend: boolean) => () => goTo(picks.step(by, extend));
  const isPicked = picked.some(({ request_id }) => request_id === current);
  useActions([
    {
      id: "requests.approve",
      title: many ? msg`Approve the chosen requests` : msg`Approve ${name}`,
      also: msg`join request let in`,
      group: "app",
      icon: <Check aria-hidden="true" />,
      enabled,
      run: () => settle(meant, "approve"),
    },
    {
      id: "requests.decline",
      title: many ? msg`Decline the chosen requests` : msg`Decline ${name}`,
      also: msg`join request refuse`,
      group: "app",
      icon: <X aria-hidden="true" />,
      enabled,
      run: () => settle(meant, "decline"),
    },
    { ...key, id: "requests.next", title: msg`Next request`, run: step(1, false) },
    { ...key, id: "requests.previous", title: msg`Previous request`, run: step(-1, false) },
    { ...key, id: "requests.extend", title: msg`Choose the next request, too`, run: step(1, true) },
    { ...key, id: "requests.shrink", title: msg`Choose the previous request, too`, run: step(-1, true) },
    {
      ...key,
      id: "requests.select",
      title: msg`Choose this request, or not`,
      run: () => current !== null && picks.pick([current], !isPicked),
    },
    { ...key, id: "requests.all", title: msg`Choose all requests`, run: () => picks.only(asking) },
    {
      ...key,
      id: "requests.out",
      title: msg`Choose none`,
      enabled: picked.length > 0,
      run: () => {
        picks.only([]);
        goTo(current);
      },
    },
  ]);
}
