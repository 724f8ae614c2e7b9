import { useLingui } from "@lingui/react/macro";
import { X } from "lucide-react";

import { useFormat } from "../../../app/format";
import { Avatar, Chip, IconButton } from "../../../components";
import { now } from "../../../host/clock";
import type { InvitationRow } from "../../../host/contract";
import { useFarWords } from "./useFarWords";

/** One person's invitation: how far it is, by whom, and until when the seat is held. */
export function InvitationLine({ row, onWithdraw }: { row: InvitationRow; onWithdraw: (() => void) | null }) {
  const { t } = useLingui();
  const format = useFormat();
  const far = useFarWords()(row);
  const { contact_id: id, phone_masked: phone, at, operator, held_until: until } = row;
  const name = row.name ?? phone ?? t`No name`;
  const day = format.short(at, now());
  return (
    <li className="person-line">
      <Avatar id={id} name={row.name} phone={phone} size={28} />
      <span className="invitations__who grow">
        <span className="cut" title={name}>
          {name}
        </span>
        <span className="invitations__by cut" title={format.exact(at)}>{t`by ${operator}, ${day}`}</span>
      </span>
      <Chip tone={far.tone}>{far.words}</Chip>
      {until !== null && (
        <Chip tone="wait" outline>
          {t`seat held until ${format.date(until)}`}
        </Chip>
      )}
      {onWithdraw !== null && (
        <IconButton label={t`Take the invitation back: ${name}`} onPress={onWithdraw}>
          <X aria-hidden="true" />
        </IconButton>
      )}
    </li>
  );
}
