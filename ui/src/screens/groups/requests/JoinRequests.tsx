import { msg, plural } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";
import { Check, X } from "lucide-react";
import { useEffect, useId, useRef } from "react";

import { Counter } from "../../../components";
import type { GroupView, JoinRequest, JoinRequestId } from "../../../host/contract";
import { useActions } from "../../../keys/actions";
import { useHeldWords } from "./HeldSeats";
import { RequestKeys } from "./RequestKeys";
import { RequestRow } from "./RequestRow";
import { type Chosen, useChosen } from "./useChosen";
import { type Deciding, useDecide } from "./useDecide";

/** Who asks to enter a group. Y lets in, D declines, arrows go on, with Shift they take the next one along. */
export function JoinRequests({ group }: { group: GroupView }) {
  const { t } = useLingui();
  const deciding = useDecide(group);
  const { asking, underway } = deciding;
  const open = asking.filter(({ request_id }) => !underway.has(request_id));
  const chosen = useChosen(asking);
  const box = useRef<HTMLDivElement>(null);
  const standOn = (id: JoinRequestId | null) =>
    box.current?.querySelector<HTMLElement>(`[data-request="${id ?? ""}"]`)?.focus();
  const settle = (requests: readonly JoinRequest[], how: "approve" | "decline") => {
    const wanted = requests.filter((one) => open.includes(one));
    const taken = how === "approve" ? wanted.slice(0, deciding.free) : wanted;
    if (taken.length === 0) return;
    standOn(chosen.after(taken));
    deciding[how](taken);
  };
  useRequestActions(chosen, deciding, settle, standOn);
  const first = chosen.current;
  const held = useHeldWords(group, deciding.free);
  const heldId = useId();
  useEffect(() => {
    // Whoever walks through the list or the tabs stays there.
    const at = document.activeElement;
    if (at === null || at === document.body || at.closest(".rail") !== null)
      box.current?.querySelector<HTMLElement>(".request")?.focus();
  }, []);
  return (
    <section className="group-card group-card--flush" data-keys="requests" aria-label={t`Join requests`}>
      <div className="group-card__head">
        <h2>
          {t`Join requests`} <Counter value={asking.length} />
        </h2>
        {asking.length > 0 && <RequestKeys />}
      </div>
      {asking.length === 0 ? (
        <NobodyAsks group={group} />
      ) : (
        <div ref={box} role="grid" aria-multiselectable="true" aria-label={t`Join requests`}>
          {asking.map((request) => (
            <RequestRow
              key={request.request_id}
              request={request}
              current={request.request_id === first}
              picked={chosen.picked.has(request.request_id)}
              underway={underway.get(request.request_id)}
              closed={deciding.closed}
              about={held === null || request.held ? undefined : heldId}
              onStand={() => chosen.stand(request.request_id)}
              onApprove={() => settle([request], "approve")}
              onDecline={() => settle([request], "decline")}
            />
          ))}
        </div>
      )}
      {held !== null && asking.length > 0 && (
        <p id={heldId} className="group-card__note group-card__note--line">
          {held}
        </p>
      )}
      <Short free={deciding.free} open={open.length} seats={group.row.seats} />
    </section>
  );
}

function useRequestActions(
  chosen: Chosen,
  { closed }: Deciding,
  settle: (requests: readonly JoinRequest[], how: "approve" | "decline") => void,
  standOn: (id: JoinRequestId | null) => void,
): void {
  const { requests } = chosen;
  const enabled = requests.length > 0;
  const name = requests[0]?.name ?? requests[0]?.phone_masked ?? "";
  const count = requests.length;
  const step = (id: string, title: ReturnType<typeof msg>, by: 1 | -1, extend: boolean) => ({
    id,
    title,
    group: "app" as const,
    keyOnly: true,
    enabled,
    run: () => standOn(chosen.step(by, extend)),
  });
  useActions([
    {
      id: "requests.approve",
      title: count > 1 ? msg`Approve the chosen requests` : msg`Approve ${name}`,
      also: msg`join request let in`,
      group: "app",
      icon: <Check aria-hidden="true" />,
      enabled: enabled && closed === undefined,
      run: () => settle(requests, "approve"),
    },
    {
      id: "requests.decline",
      title: count > 1 ? msg`Decline the chosen requests` : msg`Decline ${name}`,
      also: msg`join request refuse`,
      group: "app",
      icon: <X aria-hidden="true" />,
      enabled,
      run: () => settle(requests, "decline"),
    },
    step("requests.next", msg`Next request`, 1, false),
    step("requests.previous", msg`Previous request`, -1, false),
    step("requests.extend", msg`Choose the next request, too`, 1, true),
    step("requests.shrink", msg`Choose the previous request, too`, -1, true),
  ]);
}

/** What will stand there, and why nothing ever may. */
function NobodyAsks({ group }: { group: GroupView }) {
  const { t } = useLingui();
  return (
    <p className="group-card__note">
      {group.approval === false
        ? t`This group was made without approval: whoever has the link comes in at once.`
        : t`Nobody asks to enter. Whoever opens the invite link stands here until you approve.`}
    </p>
  );
}

/** What happens where more ask than there are seats. */
function Short({ free, open, seats }: { free: number; open: number; seats: number }) {
  const { t } = useLingui();
  if (open <= free) return null;
  const only = t`${plural(free, { one: "Only # seat is free.", other: "Only # seats are free." })}`;
  const words =
    free === 0
      ? t`All ${seats} seats are taken. Whoever asks stays here until somebody leaves or is removed.`
      : t`${only} Whoever has no seat stays here until one is free.`;
  return <p className="group-card__note group-card__note--line">{words}</p>;
}
