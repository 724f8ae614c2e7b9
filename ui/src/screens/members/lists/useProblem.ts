import { useLingui } from "@lingui/react/macro";

import type { Attribute, SegmentCondition } from "../../../host/contract";
import { useLabels } from "../../../host/queries";
import { fieldOf, readValue } from "./value";

/** What is to be done to a condition before it can be asked; undefined where nothing is. */
export function useProblem(attributes: readonly Attribute[]): (condition: SegmentCondition) => string | undefined {
  const { t, i18n } = useLingui();
  const labels = useLabels().data ?? [];
  return (condition) => {
    switch (condition.condition) {
      case "label":
        return labels.some(({ label_id }) => label_id === condition.label_id) ? undefined : t`Choose a label first`;
      case "group":
        return condition.chat_id === 0 ? t`Choose a group first` : undefined;
      case "attribute": {
        const field = fieldOf(condition, attributes);
        if (field === undefined) return t`Choose a field first`;
        const isNone = condition.value !== null && readValue(field.kind, condition.value, i18n.locale) === null;
        return isNone ? t`Write the value so that it can be read` : undefined;
      }
      default:
        return undefined;
    }
  };
}
