import "./consent.css";

import { useLingui } from "@lingui/react/macro";
import { CircleAlert } from "lucide-react";
import { useState } from "react";

import { errorWords } from "../../app/errors";
import { useDecision } from "../../app/useDecision";
import { Button, CallOut, Dialog, Select, TextArea, toast } from "../../components";
import { usePurposes } from "../../host/consent";
import { commandId } from "../../host/mutations";
import { askable, shortHash, useConsentWords } from "./useConsentWords";
import { closeDialogs, type Withdrawing } from "./view";

const ALL = "*";

/** Takes a consent back because the person said so. It says first what cannot be taken back. */
export function WithdrawDialog({ withdrawing }: { withdrawing: Withdrawing }) {
  const { t, i18n } = useLingui();
  const { name } = useConsentWords();
  const { data } = usePurposes();
  const { person, message } = withdrawing;
  const [purpose, setPurpose] = useState(withdrawing.purpose ?? ALL);
  const [note, setNote] = useState("");
  const [trouble, setTrouble] = useState<string | null>(null);
  const [command] = useState(commandId);
  const withdraw = useDecision("consent_withdraw", closeDialogs, {
    done: ({ hash }) => {
      closeDialogs();
      toast(t`Withdrawn · entry ${shortHash(hash)}`);
    },
    refused: (error) => setTrouble(i18n._(errorWords(error.body))),
  });
  const missing = message === null && note.trim() === "" ? t`Write how the person said so` : undefined;
  const sure = () => {
    if (missing !== undefined || withdraw.isPending) return;
    withdraw.mutate({
      command_id: command,
      whom: person.whom,
      purpose: purpose === ALL ? null : purpose,
      message_id: message,
      note: message === null ? note.trim() : null,
    });
  };
  const purposes = askable(data?.purposes ?? []);
  const called = person.name;
  return (
    <Dialog
      alert
      isOpen
      title={t`Withdraw the consent: ${called}?`}
      onClose={closeDialogs}
      footer={
        <>
          <Button autoFocus onPress={closeDialogs}>{t`Cancel`}</Button>
          <Button
            kind="solid-danger"
            reason={missing}
            pending={withdraw.isPending ? t`Withdrawing…` : undefined}
            onPress={sure}
          >
            {t`Withdraw`}
          </Button>
        </>
      }
    >
      <div className="asking">
        <p>
          {purpose === ALL
            ? t`Every purpose ends, on every number, except answers in an open window. What waits to be sent is taken out at once.`
            : t`This purpose ends. What waits to be sent for it is taken out at once.`}{" "}
          {t`It cannot be taken back: only the person can give the consent anew.`}
        </p>
        <Select
          label={t`For what`}
          value={purpose}
          onChange={setPurpose}
          options={[
            { id: ALL, words: t`Everything except replies` },
            ...purposes.map((one) => ({ id: one.purpose, words: name(one.purpose) })),
          ]}
        />
        {message === null ? (
          <TextArea
            label={t`How the person said so`}
            rows={2}
            value={note}
            onChange={setNote}
            placeholder={t`By phone, today at noon`}
          />
        ) : (
          <p className="quiet">{t`The message stays as the proof.`}</p>
        )}
        {trouble !== null && (
          <div role="alert">
            <CallOut tone="danger" icon={<CircleAlert aria-hidden="true" />}>
              {trouble}
            </CallOut>
          </div>
        )}
      </div>
    </Dialog>
  );
}
