import { plural } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";

import { Avatar } from "../../../components";
import type { InvitePlan } from "../../../host/contract";
import { SeatDots } from "../SeatDots";
import type { Inviting } from "./useInvite";

/** The group's seats with those that are given now, and who waits. */
export function WhoGoesWhere({ plan, counts }: { plan: InvitePlan; counts: Inviting["counts"] }) {
  const { t } = useLingui();
  const { subject, seats, people, held, can_hold: canHold } = plan;
  const free = Math.max(0, seats - people - held);
  const waiting = plan.rows.filter(({ place }) => place.place === "waits");
  return (
    <section aria-label={t`Who goes where`}>
      <h3 className="inviting__caption">{t`Who goes where`}</h3>
      <div className="inviting__box">
        <div className="inviting__group">
          <span className="inviting__text grow">
            <b className="cut" title={subject}>
              {subject}
            </b>
            <span>{t`${plural(free, { one: "# free seat", other: "# free seats" })}`}</span>
          </span>
          <span className="inviting__count numbers">{counts.seats}</span>
          <SeatDots seats={seats} taken={people} held={held} given={counts.seats} />
        </div>
        {waiting.length > 0 && (
          <div className="inviting__group">
            <span className="inviting__text grow">
              <b>{t`Wait for a seat`}</b>
              <span>{t`invited by you once one is free`}</span>
            </span>
            <span className="inviting__count numbers">{waiting.length}</span>
            <span className="inviting__faces" aria-hidden="true">
              {waiting.slice(0, 4).map(({ contact_id: id, name, phone_masked: phone }) => (
                <Avatar key={id} id={id} name={name} phone={phone} size={24} />
              ))}
            </span>
          </div>
        )}
      </div>
      <p className="inviting__legend">
        <span data-seat="taken">{t`taken`}</span>
        <span data-seat="held">{t`held`}</span>
        <span data-seat="given">{t`this invitation`}</span>
        <span data-seat="free">{t`free`}</span>
      </p>
      {!canHold && (
        <p className="field-note">
          {t`Seats are not held: this group was made without approval, so whoever taps the link first comes in.`}
        </p>
      )}
    </section>
  );
}
