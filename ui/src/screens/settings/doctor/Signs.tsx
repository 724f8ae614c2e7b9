import { useLingui } from "@lingui/react/macro";

import { useFormat } from "../../../app/format";
import type { Signs as Seen } from "../../../host/contract";
import { Line } from "../Section";

/** What was seen of the connection, whether or not it is a fault. What could not be asked is left out. */
export function Signs({ signs }: { signs: Seen }) {
  const { t } = useLingui();
  const format = useFormat();
  const { app } = signs;
  const limit = dailyLimit(signs);
  return (
    <>
      {app !== null && (
        <Line name={t`Access token`} about={app.scopes.join(", ")}>
          <span className="quiet">
            {app.expires_at === null ? t`does not expire` : t`expires ${format.moment(app.expires_at)}`}
          </span>
        </Line>
      )}
      {app?.callback != null && (
        <Line name={t`Meta delivers to`}>
          <span className="quiet selectable">{app.callback}</span>
        </Line>
      )}
      {signs.signed !== null && (
        <Line name={t`Last signed webhook`}>
          <span className="quiet">{format.moment(signs.signed)}</span>
        </Line>
      )}
      <Line name={t`Waiting to be sent`}>
        <span className="quiet numbers">{format.number(signs.waiting)}</span>
      </Line>
      <Line
        name={t`Daily limit`}
        about={t`People who may be written to first within 24 hours, at all numbers together.`}
      >
        <span className="quiet numbers">
          {limit === null
            ? t`${format.number(signs.written_first)} used`
            : t`${format.number(signs.written_first)} of ${format.number(limit)} used`}
        </span>
      </Line>
      {signs.rate_limited > 0 && (
        <Line
          name={t`Fewer calls asked for`}
          about={t`How often Meta did so within 24 hours, since the start. Messages waited and went out by themselves.`}
        >
          <span className="quiet numbers">{format.number(signs.rate_limited)}</span>
        </Line>
      )}
      {signs.clock_ahead !== null && Math.abs(signs.clock_ahead) <= 60_000 && (
        <Line name={t`Clock`}>
          <span className="quiet">{t`agrees with Meta's`}</span>
        </Line>
      )}
    </>
  );
}

/** The limit that holds for all numbers together; none where it is not known or there is none. */
function dailyLimit(signs: Seen): number | null {
  const limits = signs.numbers.map(({ limit }) => Number(limit ?? Number.NaN)).filter((limit) => !Number.isNaN(limit));
  return limits.length === 0 ? null : Math.min(...limits);
}
