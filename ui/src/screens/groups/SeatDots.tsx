import { useLingui } from "@lingui/react/macro";

import { useFormat } from "../../app/format";

/** Most seats that are drawn one by one. */
const DOTS = 12;

/** The seats of a group as small circles: taken, held for somebody, given just now, free. Of many seats the numbers alone. */
export function SeatDots({ seats, taken, held, given }: { seats: number; taken: number; held: number; given: number }) {
  const { t } = useLingui();
  const format = useFormat();
  const [inside, all, kept] = [taken + given, seats, held].map(format.number);
  const words = t`${inside} of ${all}, ${kept} held`;
  if (seats > DOTS) return <span className="seat-dots__words numbers">{words}</span>;
  const kinds = Array.from({ length: seats }, (_, seat) => {
    const kind = seat < taken ? "taken" : seat < taken + held ? "held" : seat < taken + held + given ? "given" : "free";
    return { seat, kind };
  });
  return (
    <span className="seat-dots" role="img" aria-label={words}>
      {kinds.map(({ seat, kind }) => (
        <i key={seat} data-seat={kind} />
      ))}
    </span>
  );
}
