import { plural } from "@lingui/core/macro";
import { Trans, useLingui } from "@lingui/react/macro";

import { useFormat } from "../../../app/format";
import type { GroupView } from "../../../host/contract";
import { Jacks } from "../Meter";
import { Numbers } from "../numbers/Numbers";
import { JoinRequests } from "../requests/JoinRequests";
import { Acts } from "./Acts";
import { Compared } from "./Compared";
import { InviteLink } from "./InviteLink";

/** A group at a glance: its seats, who asks to enter, its link, and what is asked of WhatsApp. */
export function Overview({ group }: { group: GroupView }) {
  return (
    <div className="overview">
      <div className="overview__column">
        <Acts group={group} />
        <Seats group={group} />
        <JoinRequests group={group} />
        <Numbers group={group} />
      </div>
      <div className="overview__column">
        <InviteLink group={group} />
        <About group={group} />
      </div>
    </div>
  );
}

function Seats({ group }: { group: GroupView }) {
  const { t } = useLingui();
  const format = useFormat();
  const { seats, held } = group.row;
  const people = format.number(group.people.length);
  const all = format.number(seats);
  const free = Math.max(0, seats - group.people.length - held);
  return (
    <section className="group-card" aria-label={t`Participants`}>
      <div className="group-card__head">
        <h2>{t`Participants`}</h2>
        <span className="group-card__count numbers">
          {held === 0 ? (
            <Trans>
              <b>
                {people} of {all}
              </b>{" "}
              · {plural(free, { one: "# free", other: "# free" })}
            </Trans>
          ) : (
            <Trans>
              <b>
                {people} of {all}
              </b>{" "}
              · {format.number(held)} held · {plural(free, { one: "# free", other: "# free" })}
            </Trans>
          )}
        </span>
      </div>
      <Jacks people={group.people} held={held} seats={seats} />
      <p className="overview__words">
        {t`${plural(seats, { one: "WhatsApp allows # person besides you.", other: "WhatsApp allows # people besides you." })}`}
      </p>
      <Compared group={group} />
    </section>
  );
}

/** What the group says of itself. */
function About({ group }: { group: GroupView }) {
  const { t } = useLingui();
  const format = useFormat();
  const { description, approval, created_at: at } = group;
  const each = approval === null ? t`not known` : approval ? t`yes` : t`no`;
  return (
    <section className="group-card" aria-label={t`About the group`}>
      <div className="group-card__head">
        <h2>{t`About the group`}</h2>
      </div>
      {description !== null && <p className="overview__description selectable">{description}</p>}
      <dl className="facts">
        <dt>{t`Approve each request`}</dt>
        <dd>{each}</dd>
        {at !== null && (
          <>
            <dt>{t`Made`}</dt>
            <dd title={format.exact(at)}>{format.moment(at)}</dd>
          </>
        )}
      </dl>
    </section>
  );
}
