import { useLingui } from "@lingui/react/macro";

import { Field, Select } from "../../../components";
import { usePurposes } from "../../../host/consent";
import type { SegmentCondition } from "../../../host/contract";
import { useLabels } from "../../../host/queries";
import { useConsentWords } from "../../consent/useConsentWords";
import { AttributeFields } from "./AttributeFields";
import { GroupChoice } from "./GroupChoice";
import { OneOfThose } from "./OneOfThose";

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
      return (
        <GroupChoice value={condition.chat_id} onChange={(chat_id) => onChange({ condition: "group", chat_id })} />
      );
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

function LabelFields({ condition, onChange }: Fields<Of<"label">>) {
  const { t } = useLingui();
  const labels = useLabels().data ?? [];
  return (
    <OneOfThose
      label={t`Label`}
      options={labels.map(({ label_id, name }) => ({ id: label_id, words: name }))}
      value={condition.label_id}
      unchosen={t`choose a label…`}
      gone={t`This label is gone`}
      onChange={(label_id) => onChange({ condition: "label", label_id })}
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
