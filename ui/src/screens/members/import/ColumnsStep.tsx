import { plural } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";
import { CircleAlert } from "lucide-react";

import { numberName } from "../../../app/numbers";
import { Button, CallOut, CheckBox, Dialog, Field, Select, Trouble } from "../../../components";
import type { ListLook, Workspace } from "../../../host/contract";
import { namesSomebody } from "./columns";
import { ColumnTable } from "./ColumnTable";
import { LabelChoice } from "./LabelChoice";
import type { Way, Wizard } from "./useImport";
import { ENCODINGS, SEPARATORS } from "./words";

/** The second step: how the file is read, and what its columns are. */
export function ColumnsStep({
  wizard,
  look,
  workspace,
  onClose,
}: {
  wizard: Wizard;
  look: ListLook;
  workspace: Workspace;
  onClose: () => void;
}) {
  const { t } = useLingui();
  const { said } = wizard;
  const missing = namesSomebody(said.columns) ? undefined : t`Say which column is the phone or the user ID`;
  const go = () => {
    if (missing === undefined && !wizard.isBusy) void wizard.plan(look);
  };
  return (
    <Dialog
      isOpen
      wide
      title={look.filename}
      about={t`${plural(look.rows, { one: "# row. Say what each column is.", other: "# rows. Say what each column is." })}`}
      onClose={onClose}
      onAccept={go}
      footer={
        <>
          <Button onPress={wizard.back}>{t`Back`}</Button>
          <Button
            kind="primary"
            autoFocus
            chord="Mod+Enter"
            reason={missing}
            pending={wizard.isBusy ? t`Trying…` : undefined}
            onPress={go}
          >
            {t`Try it`}
          </Button>
        </>
      }
    >
      <div className="import">
        {look.broken > 0 && (
          <CallOut tone="warn" icon={<CircleAlert aria-hidden="true" />}>
            {t`${plural(look.broken, { one: "# row cannot be read", other: "# rows cannot be read" })}`}
          </CallOut>
        )}
        <Reading wizard={wizard} look={look} />
        <ColumnTable wizard={wizard} look={look} />
        <Where wizard={wizard} workspace={workspace} />
        <Trouble words={wizard.trouble} />
      </div>
    </Dialog>
  );
}

/** How the file is read; what is changed here is read again. */
function Reading({ wizard, look }: { wizard: Wizard; look: ListLook }) {
  const { t, i18n } = useLingui();
  const { encoding, separator, headed } = look;
  const again = (some: Partial<Way>) => void wizard.readAgain({ encoding, separator, headed, ...some });
  const encodings = Object.entries(ENCODINGS) as [keyof typeof ENCODINGS, string][];
  const separators = Object.entries(SEPARATORS) as [keyof typeof SEPARATORS, (typeof SEPARATORS)["tab"]][];
  if (look.format === "vcard") return null;
  return (
    <div className="import__line">
      {encoding !== null && (
        <Select
          label={t`Encoding`}
          value={encoding}
          onChange={(chosen) => again({ encoding: chosen })}
          options={encodings.map(([id, words]) => ({ id, words }))}
        />
      )}
      {separator !== null && (
        <Select
          label={t`Separator`}
          value={separator}
          onChange={(chosen) => again({ separator: chosen })}
          options={separators.map(([id, words]) => ({ id, words: i18n._(words) }))}
        />
      )}
      <CheckBox value={headed} onChange={(chosen) => again({ headed: chosen })}>
        {t`The first row names the columns`}
      </CheckBox>
    </div>
  );
}

/** Where the people come to, and what all of them get. */
function Where({ wizard, workspace }: { wizard: Wizard; workspace: Workspace }) {
  const { t } = useLingui();
  const { said } = wizard;
  const { accounts } = workspace;
  return (
    <div className="import__line">
      {accounts.length > 1 && (
        <Select
          label={t`Number`}
          value={said.account_id}
          onChange={(chosen) => wizard.say({ account_id: chosen })}
          options={accounts.map(({ account_id }) => ({ id: account_id, words: numberName(accounts, account_id) }))}
        />
      )}
      <Field
        label={t`Country code`}
        help={t`For phones without one, like 7 or 49`}
        value={said.country}
        maxLength={5}
        onChange={(typed) => wizard.say({ country: typed.replaceAll(/\D/gu, "").slice(0, 4) })}
      />
      <LabelChoice chosen={said.labels} onChange={(labels) => wizard.say({ labels })} />
    </div>
  );
}
