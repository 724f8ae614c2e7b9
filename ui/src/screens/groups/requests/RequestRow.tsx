import { useLingui } from "@lingui/react/macro";
import { CircleAlert, CircleCheck, CircleHelp, UserRoundX } from "lucide-react";
import type { ReactNode } from "react";

import { useFormat } from "../../../app/format";
import { Avatar, Button, CheckBox, Chip } from "../../../components";
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
  group,
  fault,
  leads = true,
  onPick,
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
  /** The cell of their group, where they stand in a list of several. */
  group?: ReactNode;
  /** Why it failed when it was decided last. */
  fault?: string | undefined;
  /** Whether the current row has the main button of the screen. */
  leads?: boolean;
  /** Present where they are picked by a box. */
  onPick?: (on: boolean) => void;
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
      data-pane-focus={(onPick !== undefined && current) || undefined}
      aria-selected={picked || (onPick === undefined && current)}
      tabIndex={current ? 0 : -1}
      onFocus={onStand}
    >
      {onPick !== undefined && (
        <div role="gridcell">
          <CheckBox label={t`Choose ${name}`} value={picked} onChange={onPick} />
        </div>
      )}
      <div role="gridcell" className="request__who grow">
        <Avatar size={36} id={id} name={request.name} phone={phone} />
        <span className="request__text">
          <span className="request__name cut" title={name}>
            {name}
          </span>
          <span className="request__since cut" title={format.exact(at)}>
            {invited === null ? t`By the link, asked ${ago} ago` : t`Invited by ${who}, ${day}; asked ${ago} ago`}
          </span>
          {fault !== undefined && underway === undefined && (
            <span className="request__fault">
              <CircleAlert aria-hidden="true" />
              {fault}
            </span>
          )}
        </span>
      </div>
      {group}
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
          kind={leads && current && closed === undefined ? "primary" : "default"}
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
