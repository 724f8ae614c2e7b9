import { useLingui } from "@lingui/react/macro";
import type { CSSProperties } from "react";
import { Button as Pressable } from "react-aria-components";

import { useFormat } from "../../../app/format";
import { openMember } from "../../../app/navigation";
import { Avatar, CheckBox, Chip } from "../../../components";
import { now } from "../../../host/clock";
import type { MemberRow, PurposeId } from "../../../host/contract";
import { useLabels } from "../../../host/queries";
import { StateIcon } from "../../consent/StateIcon";
import { useConsentWords } from "../../consent/useConsentWords";
import { shownState, useRowWords } from "../../consent/useRowWords";
import { type MemberColumn, pick, useMembersView } from "../view";

/** One person of the table. */
export function MemberLine({
  row,
  columns,
  purposes,
  picked,
  tabbable,
  style,
}: {
  row: MemberRow;
  columns: readonly MemberColumn[];
  purposes: readonly PurposeId[];
  picked: boolean;
  /** Whether Tab leads here. */
  tabbable: boolean;
  style: CSSProperties;
}) {
  const { t } = useLingui();
  const format = useFormat();
  const { contact_id: id } = row.whom;
  const name = row.name ?? row.phone_masked ?? t`No name`;
  return (
    <div
      role="row"
      className="member-line"
      style={style}
      data-member={id}
      data-picked={picked || undefined}
      aria-selected={picked}
      tabIndex={tabbable ? 0 : -1}
      onFocus={({ target, currentTarget }) => target === currentTarget && useMembersView.setState({ current: id })}
    >
      <span role="gridcell">
        <CheckBox label={t`Select ${name}`} value={picked} onChange={(on) => pick([id], on)} />
      </span>
      <span role="gridcell" className="member-line__who" title={name}>
        <Avatar id={id} name={row.name} phone={row.phone_masked} size={24} />
        <Pressable className="member-line__name cut" onPress={() => openMember(id)}>
          {name}
        </Pressable>
      </span>
      {columns.includes("phone") && (
        <span role="gridcell" className="numbers cut member-line__quiet">
          {row.phone_masked ?? (row.username === null ? "—" : `@${row.username}`)}
        </span>
      )}
      {columns.includes("labels") && <Labels row={row} />}
      {purposes.map((purpose) => (
        <Consent key={purpose} row={row} purpose={purpose} />
      ))}
      {columns.includes("seen") && (
        <span role="gridcell" className="member-grid__end numbers member-line__quiet">
          {row.last_seen === null ? (
            "—"
          ) : (
            <span title={format.exact(row.last_seen)}>{format.length(now() - row.last_seen)}</span>
          )}
        </span>
      )}
      {columns.includes("since") && (
        <span
          role="gridcell"
          className="member-grid__end numbers member-line__quiet"
          title={format.exact(row.first_seen)}
        >
          {format.short(row.first_seen, now())}
        </span>
      )}
    </div>
  );
}

function Labels({ row }: { row: MemberRow }) {
  const { data } = useLabels();
  const labels = (data ?? []).filter(({ label_id }) => row.labels.includes(label_id));
  return (
    <span role="gridcell" className="member-line__labels">
      {labels.map(({ label_id, name, color }) => (
        <Chip key={label_id} color={color}>
          {name}
        </Chip>
      ))}
    </span>
  );
}

/** How it stands with a purpose: an icon, and for whoever does not see it the words. */
function Consent({ row, purpose }: { row: MemberRow; purpose: PurposeId }) {
  const { t } = useLingui();
  const { name } = useConsentWords();
  const words = useRowWords();
  const found = row.consents.find((one) => one.purpose === purpose);
  // Replies need no consent beside the window, so their icon follows the person's own word.
  const state = found === undefined ? null : shownState(found);
  const said = found === undefined ? t`never asked` : words(found, row.window).brief;
  return (
    <span role="gridcell" className="member-grid__middle" title={`${name(purpose)}: ${said}`}>
      <StateIcon state={state} />
      <span className="unseen">{said}</span>
    </span>
  );
}
