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
export function Meter({ people, held = 0, seats }: { people: number; held?: number; seats: number }) {
  const format = useFormat();
  const { t } = useLingui();
  const full = people >= seats;
  const [taken, all] = [format.number(people), format.number(seats)];
  return (
    <span className={full ? "meter meter--full" : "meter"}>
      {seats <= PIPS ? (
        <span className="meter__pips" aria-hidden="true">
          {Array.from({ length: seats }, (_, seat) => (
            <i key={seat} className={pipOf(seat, people, held)} />
          ))}
        </span>
      ) : (
        <Bar people={people} seats={seats} />
      )}
      <span className="meter__count numbers" aria-hidden="true">
        {taken}/{all}
      </span>
      <span className="unseen">
        {held === 0
          ? t`${taken} of ${all} seats taken`
          : t`${taken} of ${all} seats taken, ${format.number(held)} held`}
      </span>
    </span>
  );
}

function pipOf(seat: number, people: number, held: number): string {
  if (seat < people) return "meter__pip meter__pip--taken";
  return seat < people + held ? "meter__pip meter__pip--held" : "meter__pip";
}

function Bar({ people, seats }: { people: number; seats: number }) {
  return (
    <span className="meter__bar" aria-hidden="true">
      <span style={{ inlineSize: `${Math.min(100, (people / seats) * 100)}%` }} />
    </span>
  );
}

/** The seats of a group as circles: who sits there, and what is free. Of many seats one bar. */
export function Jacks({
  people,
  held = 0,
  seats,
  size = 28,
}: {
  people: readonly GroupPerson[];
  /** Seats that are held for people who are invited. */
  held?: number;
  seats: number;
  size?: 24 | 28;
}) {
  const { t } = useLingui();
  const format = useFormat();
  const kept = Math.min(held, Math.max(0, seats - people.length));
  const free = Math.max(0, seats - people.length - kept);
  const [taken, all] = [format.number(people.length), format.number(seats)];
  const seatsFree = t`${plural(free, { one: "# seat free", other: "# seats free" })}`;
  const words =
    kept === 0
      ? t`${taken} of ${all} seats taken, ${seatsFree}`
      : t`${taken} of ${all} seats taken, ${format.number(kept)} held, ${seatsFree}`;
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
      {Array.from({ length: kept }, (_, seat) => (
        <span key={`held-${seat}`} className="jack jack--held" />
      ))}
      {Array.from({ length: free }, (_, seat) => (
        <span key={`free-${seat}`} className="jack jack--free" />
      ))}
    </div>
  );
}
