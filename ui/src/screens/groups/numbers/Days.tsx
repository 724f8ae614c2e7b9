import { useLingui } from "@lingui/react/macro";

import { useFormat } from "../../../app/format";
import { now } from "../../../host/clock";
import type { GroupActivityDay } from "../../../host/contract";
import { dateOf, topOf } from "./days";

const WIDTH = 480;
const HEIGHT = 72;
/** The part of a day's place that its bar takes. */
const BAR = 0.7;

/** Each day as a bar: what was received, and on it what was sent. */
export function Days({ days }: { days: readonly GroupActivityDay[] }) {
  const { t } = useLingui();
  const format = useFormat();
  const [first, last] = [days.at(0), days.at(-1)];
  if (first === undefined || last === undefined) return null;
  const busiest = days.reduce((most, day) => (sum(day) > sum(most) ? day : most), first);
  const top = topOf(sum(busiest));
  const place = WIDTH / days.length;
  const short = (day: GroupActivityDay) => format.short(dateOf(day), now() + 8 * 86_400_000);
  const [count, day] = [format.number(sum(busiest)), format.date(dateOf(busiest))];
  const summary =
    sum(busiest) === 0 ? t`No messages on any of these days.` : t`Messages a day, at most ${count}, on ${day}.`;
  return (
    <figure className="days">
      <div className="days__plot">
        <span className="days__top numbers" aria-hidden="true">
          {format.number(top)}
        </span>
        <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-label={summary}>
          <line className="days__grid" x1="0" x2={WIDTH} y1="0.5" y2="0.5" />
          <line className="days__grid" x1="0" x2={WIDTH} y1={HEIGHT - 0.5} y2={HEIGHT - 0.5} />
          {days.map((one, nth) => {
            const x = nth * place + (place * (1 - BAR)) / 2;
            const [received, sent] = [(one.received / top) * HEIGHT, (one.sent / top) * HEIGHT];
            return (
              <g key={one.at}>
                <rect className="days__received" x={x} width={place * BAR} y={HEIGHT - received} height={received} />
                <rect className="days__sent" x={x} width={place * BAR} y={HEIGHT - received - sent} height={sent} />
              </g>
            );
          })}
        </svg>
      </div>
      <figcaption className="days__legend">
        <span className="numbers">{short(first)}</span>
        <span className="days__keys">
          <i className="days__key days__key--received" aria-hidden="true" /> {t`received`}
          <i className="days__key days__key--sent" aria-hidden="true" /> {t`sent`}
        </span>
        <span className="numbers">{short(last)}</span>
      </figcaption>
    </figure>
  );
}

const sum = ({ received, sent }: GroupActivityDay) => received + sent;
