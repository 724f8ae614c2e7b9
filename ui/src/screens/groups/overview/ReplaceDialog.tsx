import { plural } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";
import { useState } from "react";

import { errorWords } from "../../../app/errors";
import { useDecision } from "../../../app/useDecision";
import { Button, Dialog, toast, Trouble } from "../../../components";
import type { GroupView } from "../../../host/contract";
import { commandId } from "../../../host/mutations";
import { closeDialog } from "../view";

/** Makes another invite link. It says first what that breaks. */
export function ReplaceDialog({ group }: { group: GroupView }) {
  const { t, i18n } = useLingui();
  const [trouble, setTrouble] = useState<string | null>(null);
  const [command] = useState(commandId);
  const { chat_id, subject, held } = group.row;
  const replace = useDecision("group_link_replace", closeDialog, {
    done: () => {
      closeDialog();
      toast(t`WhatsApp is asked for another link`);
    },
    refused: (error) => setTrouble(i18n._(errorWords(error.body))),
  });
  const sure = () => replace.isPending || replace.mutate({ command_id: command, chat_id });
  return (
    <Dialog
      alert
      isOpen
      title={t`Replace the invite link of “${subject}”?`}
      onClose={closeDialog}
      onAccept={sure}
      footer={
        <>
          <Button autoFocus onPress={closeDialog}>{t`Cancel`}</Button>
          <Button kind="solid-danger" pending={replace.isPending ? t`Replacing…` : undefined} onPress={sure}>
            {t`Replace the link`}
          </Button>
        </>
      }
    >
      <div className="asking">
        <p>{t`Every earlier link and every printed QR code stops working at once and for good. Whoever was sent one cannot enter by it.`}</p>
        <p>{t`Whoever is in the group stays in it, and requests that wait stay, too.`}</p>
        {held > 0 && (
          <p>{t`${plural(held, { one: "# seat is held: that person has the old link and has to be invited again.", other: "# seats are held: those people have the old link and have to be invited again." })}`}</p>
        )}
        <Trouble words={trouble} />
      </div>
    </Dialog>
  );
}
