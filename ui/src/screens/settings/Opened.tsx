import { Trans, useLingui } from "@lingui/react/macro";
import { CircleCheck, Clock } from "lucide-react";
import { useEffect, useRef } from "react";

import { useFormat } from "../../app/format";
import { CallOut, Chip } from "../../components";
import type { OpenedNumber, Opened as What } from "../../host/contract";

/** What two pasted values open: the app, its numbers, and until when. */
export function Opened({ opened }: { opened: What }) {
  const format = useFormat();
  const found = useRef<HTMLDivElement>(null);
  // The fields that had the focus are gone.
  useEffect(() => found.current?.focus(), []);
  const { app, expires_at: ends, numbers } = opened;
  return (
    <div ref={found} tabIndex={-1} className="settings__form">
      <p>
        <Trans>
          The values are right. They belong to the app <strong>{app}</strong> and open:
        </Trans>
      </p>
      <ul className="settings__card">
        {numbers.map((number) => (
          <Number key={number.account_id} number={number} />
        ))}
      </ul>
      {ends !== null && (
        <CallOut tone="warn" icon={<Clock aria-hidden="true" />}>
          <Trans>
            This token ends: {format.exact(ends)}. Then nothing is sent until a new one is put in. One of a system user
            can be made that never ends.
          </Trans>
        </CallOut>
      )}
    </div>
  );
}

function Number({ number }: { number: OpenedNumber }) {
  const { t } = useLingui();
  return (
    <li className="settings__number">
      <div className="grow">
        <strong>{number.name === "" ? number.business : number.name}</strong>
        <div className="settings__about numbers">
          {number.phone} · {number.business}
        </div>
      </div>
      {number.registered ? (
        <Chip tone="ok">
          <CircleCheck aria-hidden="true" />
          {t`registered`}
        </Chip>
      ) : (
        <Chip tone="warn">{t`not registered`}</Chip>
      )}
    </li>
  );
}
