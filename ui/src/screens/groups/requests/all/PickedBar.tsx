import { plural } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";
import { X } from "lucide-react";

import { Button, Field, IconButton } from "../../../../components";
import { chordFor } from "../../../../keys/map";
import type { DecidingAll } from "./useDecideAll";
import type { Picks } from "./usePicks";

/** What can be decided about everybody who is picked, and why, for ourselves. */
export function PickedBar({
  deciding,
  picks,
  reason,
  onReason,
  onApprove,
  onDecline,
}: {
  deciding: DecidingAll;
  picks: Picks;
  reason: string;
  onReason: (reason: string) => void;
  onApprove: () => void;
  onDecline: () => void;
}) {
  const { t } = useLingui();
  const { picked } = picks;
  if (picked.length === 0) return null;
  const fit = deciding.fitting(picked).length;
  const [first] = picked;
  const closed = first === undefined ? undefined : deciding.seatsOf(first.chat_id).closed;
  const noSeat = picked.length === 1 ? closed : t`There is a free seat for none of them.`;
  const count = picked.length;
  const few = fit === 0 || fit === picked.length;
  return (
    <div className="requests-bar" role="toolbar" aria-label={t`Chosen requests`}>
      <span className="requests-bar__count numbers" role="status">
        {t`${plural(picked.length, { one: "# chosen", other: "# chosen" })}`}
      </span>
      <Field
        className="requests-bar__reason grow"
        label={t`Reason`}
        hideLabel
        placeholder={t`Reason, for yourselves`}
        maxLength={300}
        value={reason}
        onChange={onReason}
      />
      <Button chord={chordFor("requests.decline")} onPress={onDecline}>
        {t`Decline`}
      </Button>
      <Button
        kind="primary"
        chord={chordFor("requests.approve")}
        reason={fit === 0 ? noSeat : undefined}
        onPress={onApprove}
      >
        {few ? t`Approve` : t`Approve ${fit} of ${count}`}
      </Button>
      <IconButton label={t`Clear selection`} chord="Escape" onPress={() => picks.only([])}>
        <X aria-hidden="true" />
      </IconButton>
    </div>
  );
}
