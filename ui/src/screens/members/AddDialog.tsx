import { useLingui } from "@lingui/react/macro";
import { useState } from "react";

import { errorWords } from "../../app/errors";
import { openMember } from "../../app/navigation";
import { useNumbers } from "../../app/numbers";
import { useDecision } from "../../app/useDecision";
import { Button, Chip, Dialog, Field, Select, toast } from "../../components";
import type { LabelId } from "../../host/contract";
import { commandId } from "../../host/mutations";
import { useLabels } from "../../host/queries";
import { Button as Pressable } from "react-aria-components";
import { closeDialog } from "./view";

/** Adds somebody by hand: by a name, a number, a username. Somebody without a number is as good as any. */
export function AddDialog() {
  const { t, i18n } = useLingui();
  const { accounts, several, nameOf } = useNumbers();
  const [account, setAccount] = useState<string | null>(null);
  const [name, setName] = useState("");
  const [phone, setPhone] = useState("");
  const [username, setUsername] = useState("");
  const [labels, setLabels] = useState<ReadonlySet<LabelId>>(new Set());
  const [trouble, setTrouble] = useState<string | null>(null);
  const [command] = useState(commandId);
  const add = useDecision("member_add", closeDialog, {
    done: ({ contact_id, known }) => {
      closeDialog();
      openMember(contact_id);
      toast(known ? t`This person was known already` : t`Added`);
    },
    refused: ({ body }) =>
      setTrouble(
        body.code === "bad_request"
          ? t`This is no phone number with its country: +7 700 123 41 08`
          : i18n._(errorWords(body)),
      ),
  });
  const chosen = account ?? accounts[0]?.account_id ?? "";
  const missing = [name, phone, username].every((typed) => typed.trim() === "");
  const reason = missing ? t`Write a name, a number or a username` : undefined;
  const sure = () => {
    if (missing || add.isPending) return;
    setTrouble(null);
    add.mutate({ command_id: command, account_id: chosen, name, phone, username, labels: [...labels] });
  };
  return (
    <Dialog
      isOpen
      title={t`Add a member`}
      onClose={closeDialog}
      onAccept={sure}
      footer={
        <>
          <Button onPress={closeDialog}>{t`Cancel`}</Button>
          <Button kind="primary" reason={reason} pending={add.isPending ? t`Adding…` : undefined} onPress={sure}>
            {t`Add`}
          </Button>
        </>
      }
    >
      <div className="member-form">
        <Field autoFocus label={t`Name`} value={name} onChange={setName} maxLength={200} />
        <Field label={t`Phone`} help={t`With the country. May be left out.`} value={phone} onChange={setPhone} />
        <Field label={t`Username`} value={username} onChange={setUsername} />
        {several && (
          <Select
            label={t`Number`}
            options={accounts.map(({ account_id }) => ({ id: account_id, words: nameOf(account_id) }))}
            value={chosen}
            onChange={setAccount}
          />
        )}
        <LabelChoice chosen={labels} onChange={setLabels} />
        <p className="member-form__note">{t`Adding grants nothing: consent is asked for or recorded.`}</p>
        {trouble !== null && (
          <p role="alert" className="member-form__trouble">
            {trouble}
          </p>
        )}
      </div>
    </Dialog>
  );
}

function LabelChoice({
  chosen,
  onChange,
}: {
  chosen: ReadonlySet<LabelId>;
  onChange: (chosen: ReadonlySet<LabelId>) => void;
}) {
  const { t } = useLingui();
  const labels = useLabels().data ?? [];
  if (labels.length === 0) return null;
  const toggle = (label: LabelId) =>
    onChange(new Set(chosen.has(label) ? [...chosen].filter((one) => one !== label) : [...chosen, label]));
  return (
    <div className="member-form__labels" role="group" aria-label={t`Labels`}>
      {labels.map(({ label_id: label, name, color }) => (
        <Pressable
          key={label}
          className="member-form__label"
          aria-pressed={chosen.has(label)}
          onPress={() => toggle(label)}
        >
          <Chip color={color}>{name}</Chip>
        </Pressable>
      ))}
    </div>
  );
}
