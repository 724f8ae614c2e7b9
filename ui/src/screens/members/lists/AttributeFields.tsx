import { useLingui } from "@lingui/react/macro";

import { Field, Select } from "../../../components";
import type { AttributeKind, Relation, SegmentCondition } from "../../../host/contract";
import { useAttributes } from "../../../host/members";
import { OneOfThose } from "./OneOfThose";
import { fieldOf, readValue } from "./value";

type AttributeCondition = Extract<SegmentCondition, { condition: "attribute" }>;
interface Fields {
  condition: AttributeCondition;
  onChange: (next: SegmentCondition) => void;
}

/** Which field, and what its value is to be. */
export function AttributeFields({ condition, onChange }: Fields) {
  const { t } = useLingui();
  const attributes = useAttributes().data ?? [];
  const field = fieldOf(condition, attributes);
  return (
    <>
      <OneOfThose
        label={t`Field`}
        options={attributes.map(({ attribute_id, name }) => ({ id: attribute_id, words: name }))}
        value={condition.attribute_id}
        unchosen={t`choose a field…`}
        gone={t`This field is gone`}
        onChange={(attribute_id) => onChange({ condition: "attribute", attribute_id, value: null })}
      />
      {field !== undefined && <Asked kind={field.kind} condition={condition} onChange={onChange} />}
    </>
  );
}

function Asked({ kind, condition, onChange }: Fields & { kind: AttributeKind }) {
  const { t } = useLingui();
  if (kind.kind !== "yes_no" && kind.kind !== "one_of")
    return <Written kind={kind} condition={condition} onChange={onChange} />;
  const options =
    kind.kind === "one_of"
      ? kind.options.map((option) => ({ id: option, words: option }))
      : [
          { id: "yes", words: t`yes` },
          { id: "no", words: t`no` },
        ];
  const known = condition.value === null || options.some(({ id }) => id === condition.value);
  const other = known ? [] : [{ id: condition.value ?? "", words: t`This value is gone` }];
  return (
    <Select
      label={t`Value`}
      hideLabel
      options={[{ id: "", words: t`any value` }, ...options, ...other]}
      value={condition.value ?? ""}
      onChange={(id) => onChange({ ...condition, value: id === "" ? null : id })}
    />
  );
}

/** A value that is typed, and how theirs is to stand to it. */
function Written({ kind: of, condition, onChange }: Fields & { kind: AttributeKind }) {
  const { t, i18n } = useLingui();
  const { kind } = of;
  const { value } = condition;
  const all: readonly { id: Relation | "any"; words: string }[] = [
    { id: "any", words: t`any value` },
    { id: "same", words: t`is exactly` },
    { id: "below", words: kind === "date" ? t`is before` : t`is less than` },
    { id: "above", words: kind === "date" ? t`is after` : t`is more than` },
  ];
  const wrong = value !== null && value !== "" && readValue(of, value, i18n.locale) === null;
  const help = kind === "date" ? t`A day: 14.05.1990` : kind === "number" ? t`A number, like 1,500.5` : "";
  return (
    <>
      <Select
        label={t`How it stands`}
        hideLabel
        options={kind === "text" ? all.slice(0, 2) : all}
        value={value === null ? "any" : (condition.relation ?? "same")}
        onChange={(id) =>
          onChange(
            id === "any"
              ? { ...condition, relation: "same", value: null }
              : { ...condition, relation: id, value: value ?? "" },
          )
        }
      />
      {value !== null && (
        <Field
          label={t`Value`}
          hideLabel
          placeholder={help}
          value={value}
          error={wrong ? help : undefined}
          onChange={(typed) => onChange({ ...condition, value: typed })}
        />
      )}
    </>
  );
}
