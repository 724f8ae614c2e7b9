import { plural } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";
import { useState } from "react";

import { errorWords } from "../../../app/errors";
import { useDecision } from "../../../app/useDecision";
import { Button, Dialog, TextArea, toast, Trouble } from "../../../components";
import type { ContactId, GroupView } from "../../../host/contract";
import { commandId } from "../../../host/mutations";
import { closeDialog } from "../view";

/** Takes people out of a group. It says first what cannot be taken back. */
export function RemoveDialog({ group, people }: { group: GroupView; people: readonly ContactId[] }) {
  const { t, i18n } = useLingui();
  const [reason, setReason] = useState("");
  const [trouble, setTrouble] = useState<string | null>(null);
  const [command] = useState(commandId);
  const remove = useDecision("group_remove", closeDialog, {
    done: () => {
      closeDialog();
      toast(t`WhatsApp is asked to remove them`);
    },
    refused: (error) => setTrouble(i18n._(errorWords(error.body))),
  });
  const chosen = group.people.filter(({ contact_id }) => people.includes(contact_id));
  const names = chosen.map(({ name, phone_masked }) => name ?? phone_masked ?? t`No name`);
  const count = chosen.length;
  const [name = ""] = names;
  const many = t`${plural(count, { one: "Remove # participant from this group?", other: "Remove # participants from this group?" })}`;
  const missing = reason.trim() === "" ? t`Write the reason first` : undefined;
  const sure = () => {
    if (missing !== undefined || remove.isPending) return;
    const request = { command_id: command, chat_id: group.row.chat_id, people: [...people], reason: reason.trim() };
    remove.mutate(request);
  };
  return (
    <Dialog
      alert
      isOpen
      title={count === 1 ? t`Remove ${name} from this group?` : many}
      onClose={closeDialog}
      onAccept={sure}
      footer={
        <>
          <Button autoFocus onPress={closeDialog}>{t`Cancel`}</Button>
          <Button
            kind="solid-danger"
            reason={missing}
            pending={remove.isPending ? t`Removing…` : undefined}
            onPress={sure}
          >
            {count === 1 ? t`Remove ${name}` : t`Remove`}
          </Button>
        </>
      }
    >
      <div className="asking">
        <p>
          {count === 1
            ? t`They cannot come back by any link. Their messages stay, WhatsApp has no way to delete them.`
            : t`None of them can come back by any link. Their messages stay, WhatsApp has no way to delete them.`}
        </p>
        {count > 1 && <p>{names.join(", ")}</p>}
        <TextArea
          label={t`Reason`}
          help={t`For yourselves: it stands in the activity. The person does not see it.`}
          rows={2}
          value={reason}
          onChange={setReason}
        />
        <Trouble words={trouble} />
      </div>
    </Dialog>
  );
}
