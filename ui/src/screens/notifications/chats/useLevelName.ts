import { useLingui } from "@lingui/react/macro";

import type { Level } from "../../../host/contract";
import { useLabels, useWorkspace } from "../../../host/queries";
import { KINDS } from "../../groups/words";

/** Names the levels that are no chat and no person. */
export function useLevelName(): (level: Level) => string {
  const { t, i18n } = useLingui();
  const { data: labels } = useLabels();
  const { data: workspace } = useWorkspace();
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
        const account = workspace?.accounts.find(({ account_id }) => account_id === level.id);
        const name = account?.name ?? account?.phone ?? t`without a name`;
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
