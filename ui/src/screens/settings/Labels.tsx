import { useLingui } from "@lingui/react/macro";
import { Plus, Trash2 } from "lucide-react";
import { useState } from "react";

import { useErrorToast } from "../../app/useErrorToast";
import { Button, Chip, Dialog, Empty, Field, IconButton, Menu } from "../../components";
import type { Label } from "../../host/contract";
import { commandId, useCommand } from "../../host/mutations";
import { useLabels } from "../../host/queries";
import { Section } from "./Section";

const COLOURS = [1, 2, 3, 4, 5, 6, 7, 8];

/** The labels of the workspace: name, colour, a new one, one fewer. */
export function Labels() {
  const { t } = useLingui();
  const { data: labels } = useLabels();
  return (
    <Section title={t`Labels`} about={t`They sort chats. The colour is decoration, the name is what counts.`}>
      <div className="settings__card">
        <NewLabel used={labels?.length ?? 0} />
        {labels?.length === 0 && <Empty icon={<Plus aria-hidden="true" />} title={t`No labels yet`} />}
        <ul>
          {labels?.map((label) => (
            <LabelLine key={label.label_id} label={label} />
          ))}
        </ul>
      </div>
    </Section>
  );
}

function NewLabel({ used }: { used: number }) {
  const { t } = useLingui();
  const [name, setName] = useState("");
  const save = useCommand("label_save");
  const failed = useErrorToast();
  const add = () => {
    if (name.trim() === "") return;
    const color = (used % COLOURS.length) + 1;
    save.mutate({ command_id: commandId(), name: name.trim(), color }, { onError: failed });
    setName("");
  };
  return (
    <form
      className="settings__new"
      onSubmit={(event) => {
        event.preventDefault();
        add();
      }}
    >
      <Field
        className="grow"
        label={t`New label`}
        hideLabel
        placeholder={t`New label`}
        value={name}
        onChange={setName}
      />
      <Button type="submit" reason={name.trim() === "" ? t`Type a name first` : undefined}>
        {t`Add`}
      </Button>
    </form>
  );
}

function LabelLine({ label }: { label: Label }) {
  const { t } = useLingui();
  const [name, setName] = useState(label.name);
  const [asking, setAsking] = useState(false);
  const save = useCommand("label_save");
  const failed = useErrorToast();
  const change = (some: Partial<Label>) =>
    save.mutate({ command_id: commandId(), ...label, name: name.trim(), ...some }, { onError: failed });
  return (
    <li className="settings__item">
      <Menu
        label={t`Colour of ${label.name}`}
        trigger={
          <Button kind="ghost" size="small" aria-label={t`Colour of ${label.name}`}>
            <Chip color={label.color}>{label.name}</Chip>
          </Button>
        }
        entries={COLOURS.map((color) => ({
          id: String(color),
          words: t`Colour ${color}`,
          icon: <Chip color={color}>{label.name}</Chip>,
          chosen: color === label.color,
          run: () => change({ color }),
        }))}
      />
      <Field
        className="grow"
        label={t`Name of the label`}
        hideLabel
        value={name}
        onChange={setName}
        onBlur={() => name.trim() !== "" && name !== label.name && change({})}
      />
      <IconButton label={t`Delete label ${label.name}`} onPress={() => setAsking(true)}>
        <Trash2 aria-hidden="true" />
      </IconButton>
      {asking && <DeleteLabel label={label} onClose={() => setAsking(false)} />}
    </li>
  );
}

function DeleteLabel({ label, onClose }: { label: Label; onClose: () => void }) {
  const { t } = useLingui();
  const remove = useCommand("label_delete");
  const failed = useErrorToast();
  const sure = () => {
    onClose();
    remove.mutate({ command_id: commandId(), label_id: label.label_id }, { onError: failed });
  };
  return (
    <Dialog
      alert
      title={t`Delete label ${label.name}?`}
      isOpen
      onClose={onClose}
      footer={
        <>
          <Button autoFocus onPress={onClose}>{t`Cancel`}</Button>
          <Button kind="solid-danger" onPress={sure}>
            {t`Delete ${label.name}`}
          </Button>
        </>
      }
    >
      {t`It is taken off every chat, which cannot be taken back. The chats stay.`}
    </Dialog>
  );
}
