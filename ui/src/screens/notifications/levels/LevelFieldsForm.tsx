import { useLingui } from "@lingui/react/macro";

import { Select } from "../../../components";
import type { Fields, Outcome } from "../../../host/contract";
import { useFieldChoices } from "./useFieldChoices";

/** Everything that a level can set. It acts at once: each choice is given to `onChange` as it is made. */
export function LevelFieldsForm({
  fields,
  inherited,
  onChange,
}: {
  fields: Fields;
  /** What «as above» means now, where it is known. */
  inherited?: Outcome | undefined;
  onChange: (fields: Fields) => void;
}) {
  const { t } = useLingui();
  const choices = useFieldChoices(fields, inherited);
  const labels: Record<keyof Fields, string> = {
    sound: t`Tone`,
    volume: t`Volume`,
    banner: t`Banner`,
    badge: t`Badge`,
    preview: t`A banner shows`,
    importance: t`Importance`,
    attention: t`Task bar or dock`,
  };
  const all = Object.keys(labels) as (keyof Fields)[];
  return (
    <div className="level-form">
      {all.map((field) => {
        const { value, options, set } = choices[field];
        return (
          <Select
            key={field}
            label={labels[field]}
            options={options}
            value={value}
            onChange={(key) => onChange(set(key))}
          />
        );
      })}
    </div>
  );
}
