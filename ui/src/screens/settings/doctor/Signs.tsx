import { useLingui } from "@lingui/react/macro";

import { useFormat } from "../../../app/format";
import type { Signs as Seen } from "../../../host/contract";
import { Line } from "../Section";

/** What was seen of the connection, whether or not it is a fault. What could not be asked is left out. */
export function Signs({ signs }: { signs: Seen }) {
  const { t } = useLingui();
  const format = useFormat();
  const { app } = signs;
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
      {signs.clock_ahead !== null && Math.abs(signs.clock_ahead) <= 60_000 && (
        <Line name={t`Clock`}>
          <span className="quiet">{t`agrees with Meta's`}</span>
        </Line>
      )}
    </>
  );
}
