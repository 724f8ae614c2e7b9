import { useLingui } from "@lingui/react/macro";
import { useEffect } from "react";

import { Field, Select } from "../../../components";
import { usePurposes } from "../../../host/consent";
import type { SegmentCondition } from "../../../host/contract";
import { useGroups } from "../../../host/groups";
import { useAttributes } from "../../../host/members";
import { useLabels } from "../../../host/queries";
import { useConsentWords } from "../../consent/useConsentWords";

type Of<K extends SegmentCondition["condition"]> = Extract<SegmentCondition, { condition: K }>;
interface Fields<C extends SegmentCondition> {
  condition: C;
  onChange: (next: SegmentCondition) => void;
}

/** What one condition asks, to be chosen. */
export function ConditionFields({ condition, onChange }: Fields<SegmentCondition>) {
  switch (condition.condition) {
    case "label":
      return <LabelFields condition={condition} onChange={onChange} />;
    case "attribute":
      return <AttributeFields condition={condition} onChange={onChange} />;
    case "group":
      return <GroupFields condition={condition} onChange={onChange} />;
    case "seen":
    case "silent":
      return <DaysFields condition={condition} onChange={onChange} />;
    case "consent":
      return <PurposeFields condition={condition} onChange={onChange} />;
    case "opted_out":
    case "never_asked":
      return <span className="grow" />;
  }
}

/** One of several by number; the first where none is chosen yet. */
function One({
  label,
  options,
  value,
  onChange,
}: {
  label: string;
  options: readonly { id: number; words: string }[];
  value: number;
  onChange: (id: number) => void;
}) {
  const first = options[0]?.id;
  const missing = first !== undefined && !options.some(({ id }) => id === value);
  useEffect(() => {
    if (missing) onChange(first);
  });
  return (
    <Select
      label={label}
      hideLabel
      options={options.map(({ id, words }) => ({ id: String(id), words }))}
      value={String(value)}
      onChange={(id) => onChange(Number(id))}
    />
  );
}

function LabelFields({ condition, onChange }: Fields<Of<"label">>) {
  const { t } = useLingui();
  const labels = useLabels().data ?? [];
  return (
    <One
      label={t`Label`}
      options={labels.map(({ label_id, name }) => ({ id: label_id, words: name }))}
      value={condition.label_id}
      onChange={(label_id) => onChange({ condition: "label", label_id })}
    />
  );
}

function AttributeFields({ condition, onChange }: Fields<Of<"attribute">>) {
  const { t } = useLingui();
  const attributes = useAttributes().data ?? [];
  return (
    <>
      <One
        label={t`Field`}
        options={attributes.map(({ attribute_id, name }) => ({ id: attribute_id, words: name }))}
        value={condition.attribute_id}
        onChange={(attribute_id) => onChange({ condition: "attribute", attribute_id, value: null })}
      />
      <Field
        label={t`Value`}
        hideLabel
        placeholder={t`any value`}
        value={condition.value ?? ""}
        onChange={(typed) => onChange({ ...condition, value: typed.trim() === "" ? null : typed })}
      />
    </>
  );
}

function GroupFields({ condition, onChange }: Fields<Of<"group">>) {
  const { t } = useLingui();
  const groups = useGroups("", "all").data?.rows ?? [];
  return (
    <One
      label={t`Group`}
      options={groups.map(({ chat_id, subject }) => ({ id: chat_id, words: subject }))}
      value={condition.chat_id}
      onChange={(chat_id) => onChange({ condition: "group", chat_id })}
    />
  );
}

function DaysFields({ condition, onChange }: Fields<Of<"seen" | "silent">>) {
  const { t } = useLingui();
  return (
    <Field
      label={t`Days`}
      hideLabel
      end={<span className="member-form__unit">{t`days`}</span>}
      value={String(condition.days)}
      onChange={(typed) => onChange({ ...condition, days: Number(typed.replaceAll(/\D/gu, "").slice(0, 4)) })}
    />
  );
}

function PurposeFields({ condition, onChange }: Fields<Of<"consent">>) {
  const { t } = useLingui();
  const { name } = useConsentWords();
  const purposes = usePurposes().data?.purposes ?? [];
  return (
    <>
      <Select
        label={t`Purpose`}
        hideLabel
        options={purposes.map(({ purpose }) => ({ id: purpose, words: name(purpose) }))}
        value={condition.purpose}
        onChange={(purpose) => onChange({ ...condition, purpose })}
      />
      <Select
        label={t`Permitted`}
        hideLabel
        options={[
          { id: "may", words: t`is given` },
          { id: "may_not", words: t`is not given` },
        ]}
        value={condition.may ? "may" : "may_not"}
        onChange={(id) => onChange({ ...condition, may: id === "may" })}
      />
    </>
  );
}
