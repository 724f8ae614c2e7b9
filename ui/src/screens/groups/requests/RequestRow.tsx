import { useLingui } from "@lingui/react/macro";
import { CircleCheck, CircleHelp, UserRoundX } from "lucide-react";

import { useFormat } from "../../../app/format";
import { Avatar, Button, Chip } from "../../../components";
import { useNow } from "../../../host/clock";
import type { ConsentState, JoinRequest } from "../../../host/contract";
import { StateChip } from "../../consent/StateIcon";
import { coarse, MINUTE } from "../../inbox/time";

/** Somebody who asks to enter: since when, how it stands with invitations, whether we removed them before. */
export function RequestRow({
  request,
  current,
  picked,
  underway,
  closed,
  about,
  onStand,
  onApprove,
  onDecline,
}: {
  request: JoinRequest;
  current: boolean;
  picked: boolean;
  /** Being decided: whether they are let in. */
  underway: boolean | undefined;
  /** Why nobody can be let in. */
  closed: string | undefined;
  /** The id of what is to be known before letting in. */
  about: string | undefined;
  onStand: () => void;
  onApprove: () => void;
  onDecline: () => void;
}) {
  const { t } = useLingui();
  const format = useFormat();
  const minute = useNow(MINUTE);
  const { contact_id: id, phone_masked: phone, at, invited } = request;
  const name = request.name ?? phone ?? t`No name`;
  const ago = format.length(coarse(minute - at));
  const [who, day] = invited === null ? [] : [invited.operator, format.short(invited.at, minute)];
  return (
    <div
      role="row"
      className={picked ? "request request--picked" : "request"}
      data-request={request.request_id}
      data-current={current || undefined}
      aria-selected={picked || current}
      tabIndex={current ? 0 : -1}
      onFocus={onStand}
    >
      <div role="gridcell" className="request__who grow">
        <Avatar size={36} id={id} name={request.name} phone={phone} />
        <span className="request__text">
          <span className="request__name cut" title={name}>
            {name}
          </span>
          <span className="request__since cut" title={format.exact(at)}>
            {invited === null ? t`By the link, asked ${ago} ago` : t`Invited by ${who}, ${day}; asked ${ago} ago`}
          </span>
        </span>
      </div>
      <div role="gridcell" className="request__marks">
        {request.removed_before && (
          <Chip tone="warn">
            <UserRoundX aria-hidden="true" />
            {t`removed before`}
          </Chip>
        )}
        <ConsentMark state={request.consent} />
      </div>
      <div role="gridcell" className="request__deeds">
        <Button
          size="small"
          aria-label={t`Decline ${name}`}
          pending={underway === false ? t`Declining…` : undefined}
          onPress={underway === undefined ? onDecline : undefined}
        >
          {t`Decline`}
        </Button>
        <Button
          size="small"
          kind={current && closed === undefined ? "primary" : "default"}
          aria-label={t`Approve ${name}`}
          {...(about === undefined ? {} : { "aria-describedby": about })}
          reason={closed}
          pending={underway === true ? t`Approving…` : undefined}
          onPress={underway === undefined ? onApprove : undefined}
        >
          {t`Approve`}
        </Button>
      </div>
    </div>
  );
}

function ConsentMark({ state }: { state: ConsentState | null }) {
  const { t } = useLingui();
  if (state === null)
    return (
      <Chip>
        <CircleHelp aria-hidden="true" />
        {t`no record`}
      </Chip>
    );
  if (state === "granted" || state === "confirmed")
    return (
      <Chip tone="ok">
        <CircleCheck aria-hidden="true" />
        {t`group consent`}
      </Chip>
    );
  return <StateChip state={state} />;
}
