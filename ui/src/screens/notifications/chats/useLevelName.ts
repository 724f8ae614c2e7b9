import { useLingui } from "@lingui/react/macro";

import { useNumbers } from "../../../app/numbers";
import type { Level } from "../../../host/contract";
import { useLabels } from "../../../host/queries";
import { KINDS } from "../../groups/words";

/** Names the levels that are no chat and no person. */
export function useLevelName(): (level: Level) => string {
  const { t, i18n } = useLingui();
  const { data: labels } = useLabels();
  const { nameOf } = useNumbers();
  return (level) => {
    switch (level.level) {
      case "groups":
        return t`All groups`;
      case "group_kind": {
        const type = i18n._(KINDS[level.id]);
        return t`Groups of type ${type}`;
      }
      case "label": {
        const name = labels?.find(({ label_id }) => label_id === level.id)?.name ?? t`a deleted label`;
        return t`Label ${name}`;
      }
      case "account": {
        const name = nameOf(level.id);
        return t`Number ${name}`;
      }
      case "app":
      case "kind":
      case "chat":
      case "contact":
        return t`Everything`;
    }
  };
}
