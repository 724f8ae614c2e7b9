import { useLingui } from "@lingui/react/macro";
import { useEffect, useRef } from "react";

import type { JoinRequest, JoinRequestId } from "../../../../host/contract";
import { RequestRow } from "../RequestRow";
import { GroupCell } from "./GroupCell";
import type { DecidingAll } from "./useDecideAll";
import type { Picks } from "./usePicks";

/** Some who ask to enter, longest first. */
export function AllRows({
  rows,
  deciding,
  picks,
  goal,
  onApprove,
  onDecline,
}: {
  rows: readonly JoinRequest[];
  deciding: DecidingAll;
  picks: Picks;
  /** Where the focus is to go; another number each time. */
  goal: { id: JoinRequestId | null; time: number };
  onApprove: (request: JoinRequest) => void;
  onDecline: (request: JoinRequest) => void;
}) {
  const { t } = useLingui();
  const box = useRef<HTMLDivElement>(null);
  const { underway, faults, seatsOf } = deciding;
  useEffect(() => {
    if (goal.id !== null) box.current?.querySelector<HTMLElement>(`[data-request="${goal.id}"]`)?.focus();
  }, [goal]);
  useEffect(() => {
    // Whoever walks through the list of groups stays there.
    const at = document.activeElement;
    if (at === null || at === document.body || at.closest(".rail") !== null)
      box.current?.querySelector<HTMLElement>(".request")?.focus();
  }, []);
  const ids = new Set(picks.picked.map(({ request_id }) => request_id));
  return (
    <div
      ref={box}
      className="requests-all__rows"
      role="grid"
      aria-multiselectable="true"
      aria-label={t`Join requests of all groups`}
    >
      {rows.map((request) => {
        const { request_id: id, chat_id: chat } = request;
        const seats = seatsOf(chat);
        return (
          <RequestRow
            key={id}
            request={request}
            current={id === picks.current}
            picked={ids.has(id)}
            underway={underway.get(id)}
            closed={seats.closed}
            about={undefined}
            group={<GroupCell chat={chat} seats={seats} />}
            fault={faults.get(id)}
            leads={ids.size === 0}
            onPick={(on) => picks.pick([id], on)}
            onStand={() => picks.stand(id)}
            onApprove={() => onApprove(request)}
            onDecline={() => onDecline(request)}
          />
        );
      })}
    </div>
  );
}
