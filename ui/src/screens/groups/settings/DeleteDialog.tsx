import { plural } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";
import { useState } from "react";

import { errorWords } from "../../../app/errors";
import { useDecision } from "../../../app/useDecision";
import { Button, Dialog, Field, toast, Trouble } from "../../../components";
import type { GroupView } from "../../../host/contract";
import { commandId } from "../../../host/mutations";
import { closeDialog } from "../view";

/** Deletes a group once its name was typed. It says first what is lost. */
export function DeleteDialog({ group }: { group: GroupView }) {
  const { t, i18n } = useLingui();
  const [typed, setTyped] = useState("");
  const [trouble, setTrouble] = useState<string | null>(null);
  const [command] = useState(commandId);
  const { chat_id, subject } = group.row;
  const remove = useDecision("group_delete", closeDialog, {
    done: () => {
      closeDialog();
      toast(t`WhatsApp is asked to delete the group`);
    },
    refused: (error) => setTrouble(i18n._(errorWords(error.body))),
  });
  const missing = typed.trim() === subject.trim() ? undefined : t`Type the name of the group first`;
  const people = t`${plural(group.people.length, { one: "# person loses the group", other: "# people lose the group" })}`;
  const requests = t`${plural(group.requests.length, { one: "# join request", other: "# join requests" })}`;
  const sure = () => {
    if (missing === undefined && !remove.isPending) remove.mutate({ command_id: command, chat_id });
  };
  return (
    <Dialog
      alert
      isOpen
      title={t`Delete the group “${subject}”?`}
      onClose={closeDialog}
      onAccept={sure}
      footer={
        <>
          <Button autoFocus onPress={closeDialog}>{t`Cancel`}</Button>
          <Button
            kind="solid-danger"
            reason={missing}
            pending={remove.isPending ? t`Deleting…` : undefined}
            onPress={sure}
          >
            {t`Delete the group`}
          </Button>
        </>
      }
    >
      <div className="asking">
        <p>
          {t`It cannot be taken back.`} {people}.{" "}
          {t`Lost with it: the invite link, every printed QR code, ${requests}.`}
        </p>
        <p>{t`The messages that are kept here stay and can be read, but nobody can be written to there any more.`}</p>
        <Field label={t`Name of the group`} help={subject} value={typed} onChange={setTyped} />
        <Trouble words={trouble} />
      </div>
    </Dialog>
  );
}
