import { useLingui } from "@lingui/react/macro";
import { useState } from "react";

import { useErrorToast } from "../../../app/useErrorToast";
import { Button, CheckBox, Select, toast } from "../../../components";
import type { GroupView, JoinRule, LabelId } from "../../../host/contract";
import { commandId, useCommand } from "../../../host/mutations";
import { useLabels } from "../../../host/queries";

const NONE = "none";
const NOBODY: JoinRule = { consent: false, label: null, never_removed: false };

/** Who is let in without being looked at, beside those for whom a seat is held. */
export function JoinRuleFields({ group, closed }: { group: GroupView; closed: string | undefined }) {
  const { t } = useLingui();
  const failed = useErrorToast();
  const { data: labels = [] } = useLabels();
  const before = group.rule ?? NOBODY;
  const [rule, setRule] = useState(before);
  const save = useCommand("join_rule_save", { done: () => void toast(t`Saved`), refused: failed });
  const empty = !rule.consent && rule.label === null && !rule.never_removed;
  const same =
    rule.consent === before.consent && rule.label === before.label && rule.never_removed === before.never_removed;
  return (
    <fieldset className="join-rule">
      <legend className="field__label">{t`Let in by itself whoever`}</legend>
      <CheckBox value={rule.consent} onChange={(consent) => setRule({ ...rule, consent })}>
        {t`consented to group invitations`}
      </CheckBox>
      <CheckBox value={rule.never_removed} onChange={(never) => setRule({ ...rule, never_removed: never })}>
        {t`was never removed from this group`}
      </CheckBox>
      <Select
        label={t`has the label`}
        value={rule.label === null ? NONE : String(rule.label)}
        onChange={(id) => setRule({ ...rule, label: id === NONE ? null : (Number(id) as LabelId) })}
        options={[
          { id: NONE, words: t`any or none` },
          ...labels.map(({ label_id, name }) => ({ id: String(label_id), words: name })),
        ]}
      />
      <p className="field-note">
        {empty
          ? t`Nobody is let in by itself but those for whom a seat is held.`
          : t`All of it has to be so. Everybody else waits for you, and each decision stands in the activity.`}
      </p>
      <div>
        <Button
          reason={closed ?? (same ? t`Nothing was changed yet` : undefined)}
          pending={save.isPending ? t`Saving…` : undefined}
          onPress={() =>
            save.mutate({ command_id: commandId(), chat_id: group.row.chat_id, rule: empty ? null : rule })
          }
        >
          {t`Save the rule`}
        </Button>
      </div>
    </fieldset>
  );
}
