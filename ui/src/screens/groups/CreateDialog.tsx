import { useLingui } from "@lingui/react/macro";
import { CircleAlert } from "lucide-react";
import { useState } from "react";

import { errorWords } from "../../app/errors";
import { GROUP_REASONS } from "../../app/group-reasons";
import { useNumbers } from "../../app/numbers";
import { useDecision } from "../../app/useDecision";
import { Button, CallOut, CheckBox, Dialog, Select, toast, Trouble } from "../../components";
import type { GroupNumber } from "../../host/contract";
import { commandId } from "../../host/mutations";
import { NameFields, useNameProblems } from "./settings/NameFields";
import { SortFields, type Sorted } from "./settings/SortFields";
import { closeDialog } from "./view";

/** Makes a group. What cannot be changed afterwards is said before. */
export function CreateDialog({ numbers }: { numbers: readonly GroupNumber[] }) {
  const { t, i18n } = useLingui();
  const [chosen, setChosen] = useState(() => (numbers.find(({ may }) => may !== false) ?? numbers[0])?.account_id);
  const [named, setNamed] = useState({ subject: "", description: "" });
  const [sorted, setSorted] = useState<Sorted>({ kind: null, topic: null });
  const [approval, setApproval] = useState(true);
  const [trouble, setTrouble] = useState<string | null>(null);
  const [command] = useState(commandId);
  const number = numbers.find(({ account_id }) => account_id === chosen);
  const problems = useNameProblems(named, number);
  const create = useDecision("group_create", closeDialog, {
    done: () => {
      closeDialog();
      toast(t`WhatsApp is asked to make “${named.subject.trim()}”`);
    },
    refused: (error) => setTrouble(i18n._(errorWords(error.body))),
  });
  const none = number === undefined || number.may === false ? t`This number may not have groups` : undefined;
  const missing = none ?? problems.subject ?? problems.description;
  const sure = () => {
    if (number === undefined || missing !== undefined || create.isPending) return;
    const words = { subject: named.subject.trim(), description: named.description.trim() };
    create.mutate({ command_id: command, account_id: number.account_id, ...words, approval, ...sorted });
  };
  return (
    <Dialog
      isOpen
      title={t`New group`}
      about={t`Nobody is added to a group: people come in by its invite link.`}
      onClose={closeDialog}
      onAccept={sure}
      footer={
        <>
          <Button onPress={closeDialog}>{t`Cancel`}</Button>
          <Button
            kind="primary"
            chord="Mod+Enter"
            reason={missing}
            pending={create.isPending ? t`Making…` : undefined}
            onPress={sure}
          >
            {t`Make the group`}
          </Button>
        </>
      }
    >
      <div className="asking">
        <NumberField numbers={numbers} value={chosen} onChange={setChosen} />
        {none !== undefined && (
          <CallOut tone="warn" icon={<CircleAlert aria-hidden="true" />}>
            {i18n._(GROUP_REASONS["no_groups"] ?? { id: none })}
          </CallOut>
        )}
        <NameFields autoFocus value={named} number={number} onChange={setNamed} />
        <Approval value={approval} onChange={setApproval} />
        <SortFields value={sorted} onChange={setSorted} />
        <Trouble words={trouble} />
      </div>
    </Dialog>
  );
}

/** At which number, where there is a choice. */
function NumberField({
  numbers,
  value,
  onChange,
}: {
  numbers: readonly GroupNumber[];
  value: string | undefined;
  onChange: (account: string) => void;
}) {
  const { t } = useLingui();
  const { nameOf } = useNumbers();
  if (numbers.length < 2) return null;
  return (
    <Select
      label={t`At which number`}
      value={value ?? ""}
      onChange={onChange}
      options={numbers.map(({ account_id, may }) => {
        const name = nameOf(account_id);
        return { id: account_id, words: may === false ? t`${name}, may not have groups` : name };
      })}
    />
  );
}

function Approval({ value, onChange }: { value: boolean; onChange: (value: boolean) => void }) {
  const { t } = useLingui();
  return (
    <div className="approval">
      <CheckBox value={value} onChange={onChange}>
        {t`Approve each request`}
      </CheckBox>
      <p className="field-note">
        {t`WhatsApp fixes this when the group is made: it cannot be changed later. Seats can be held for somebody only with approval on.`}
      </p>
    </div>
  );
}
