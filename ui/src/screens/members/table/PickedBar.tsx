import { plural } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";
import { Ban, Merge, MessageCircleQuestion, Tag, UserPlus, X } from "lucide-react";

import { useFormat } from "../../../app/format";
import { Button, Chip, IconButton, Popover } from "../../../components";
import type { MemberRow } from "../../../host/contract";
import { chordFor } from "../../../keys/map";
import { ExportMenu } from "../import/ExportMenu";
import { MemberLabels } from "../MemberLabels";
import { useChosen } from "../useChosen";
import { MOST_INVITED, openDialog, openMerge, pickNobody, useMembersView } from "../view";

/** What can be done to everybody who is picked. */
export function PickedBar({ rows }: { rows: readonly MemberRow[] }) {
  const { t } = useLingui();
  const chosen = useChosen(rows);
  const format = useFormat();
  const labelling = useMembersView((view) => view.labelling);
  const count = chosen.length;
  if (count === 0) return null;
  const most = format.number(MOST_INVITED);
  const many = count > MOST_INVITED ? t`At most ${most} at once: choose fewer` : undefined;
  const invitable = chosen.filter(mayBeInvited).length;
  const [may, all] = [format.number(invitable), format.number(count)];
  const ask = () => openDialog({ dialog: "ask", people: chosen.map(({ whom }) => whom.contact_id) });
  return (
    <div className="member-bar" role="toolbar" aria-label={t`Selected members`}>
      <span className="member-bar__count" role="status">
        {t`${plural(count, { one: "# selected", other: "# selected" })}`}
      </span>
      <Button
        kind="ghost"
        chord={chordFor("members.invite")}
        reason={many}
        onPress={() => openDialog({ dialog: "invite", people: chosen.map(({ whom }) => whom.contact_id) })}
      >
        <UserPlus aria-hidden="true" />
        {t`Invite to group`}
        <Chip tone={invitable === 0 ? "warn" : "ok"}>{t`${may} of ${all} may`}</Chip>
      </Button>
      <Popover
        label={t`Labels`}
        placement="top start"
        isOpen={labelling}
        onOpenChange={(open) => useMembersView.setState({ labelling: open })}
        trigger={
          <Button kind="ghost" chord={chordFor("members.label")}>
            <Tag aria-hidden="true" />
            {t`Label`}
          </Button>
        }
      >
        {(close) => <MemberLabels people={chosen} onDone={close} />}
      </Popover>
      <Button kind="ghost" onPress={ask}>
        <MessageCircleQuestion aria-hidden="true" />
        {t`Ask consent`}
      </Button>
      {count === 2 && (
        <IconButton label={t`Same person…`} onPress={() => openMerge(chosen.map(({ whom }) => whom.contact_id))}>
          <Merge aria-hidden="true" />
        </IconButton>
      )}
      <Button
        kind="ghost"
        onPress={() => openDialog({ dialog: "block", people: chosen.map(({ whom }) => whom.contact_id) })}
      >
        <Ban aria-hidden="true" />
        {t`Block`}
      </Button>
      <ExportMenu whom={{ contacts: chosen.map(({ whom }) => whom.contact_id), query: "", conditions: [] }} ghost />
      <IconButton label={t`Clear selection`} chord="Escape" onPress={pickNobody}>
        <X aria-hidden="true" />
      </IconButton>
    </div>
  );
}

/** Whether somebody permitted invitations into groups; the invitation itself says why not, of whom it is. */
const mayBeInvited = ({ consents }: MemberRow) =>
  consents.some(({ purpose, denial }) => purpose === "group_invitations" && denial === null);
