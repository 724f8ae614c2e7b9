import "./meter.css";

import { plural } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";

import { useFormat } from "../../app/format";
import { Avatar } from "../../components";
import type { GroupPerson } from "../../host/contract";

/** Most seats that are drawn one by one: in lists as pips, beside them as circles. */
const PIPS = 8;
const JACKS = 12;

/** The seats of a group in a list: a small bar for each, one bar where there are many. */
export function Meter({ people, seats }: { people: number; seats: number }) {
  const format = useFormat();
  const { t } = useLingui();
  const full = people >= seats;
  const [taken, all] = [format.number(people), format.number(seats)];
  return (
    <span className={full ? "meter meter--full" : "meter"}>
      {seats <= PIPS ? (
        <span className="meter__pips" aria-hidden="true">
          {Array.from({ length: seats }, (_, seat) => (
            <i key={seat} className={seat < people ? "meter__pip meter__pip--taken" : "meter__pip"} />
          ))}
        </span>
      ) : (
        <Bar people={people} seats={seats} />
      )}
      <span className="meter__count numbers" aria-hidden="true">
        {taken}/{all}
      </span>
      <span className="unseen">{t`${taken} of ${all} seats taken`}</span>
    </span>
  );
}

function Bar({ people, seats }: { people: number; seats: number }) {
  return (
    <span className="meter__bar" aria-hidden="true">
      <span style={{ inlineSize: `${Math.min(100, (people / seats) * 100)}%` }} />
    </span>
  );
}

/** The seats of a group as circles: who sits there, and what is free. Of many seats one bar. */
export function Jacks({ people, seats, size = 28 }: { people: readonly GroupPerson[]; seats: number; size?: 24 | 28 }) {
  const { t } = useLingui();
  const format = useFormat();
  const free = Math.max(0, seats - people.length);
  const [taken, all] = [format.number(people.length), format.number(seats)];
  const seatsFree = t`${plural(free, { one: "# seat free", other: "# seats free" })}`;
  const words = t`${taken} of ${all} seats taken, ${seatsFree}`;
  if (seats > JACKS)
    return (
      <div className={free === 0 ? "jacks-bar meter--full" : "jacks-bar"} role="img" aria-label={words}>
        <Bar people={people.length} seats={seats} />
      </div>
    );
  return (
    <div className={size === 28 ? "jacks" : "jacks jacks--small"} role="img" aria-label={words}>
      {people.map(({ contact_id: id, name, phone_masked: phone }) => (
        <span key={id} className="jack" title={name ?? phone ?? undefined}>
          <Avatar id={id} name={name} phone={phone} size={size} />
        </span>
      ))}
      {Array.from({ length: free }, (_, seat) => (
        <span key={`free-${seat}`} className="jack jack--free" />
      ))}
    </div>
  );
}
