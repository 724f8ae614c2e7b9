import { useLingui } from "@lingui/react/macro";

import type { GroupView } from "../../../host/contract";
import { ChooseSeveral } from "../../consent/check/ChooseSeveral";
import { closeDialog, openDialog } from "../view";

/** Chooses who is to be invited into a group. */
export function ChoosePeople({ group }: { group: GroupView }) {
  const { t } = useLingui();
  const { subject } = group.row;
  return (
    <ChooseSeveral
      title={t`Invite to ${subject}`}
      accept={t`Go on`}
      people={[]}
      onChosen={(people) => openDialog({ dialog: "invite", people: people.map(({ whom }) => whom.contact_id) })}
      onClose={closeDialog}
    />
  );
}
