import { useLingui } from "@lingui/react/macro";

import { useMemberLists } from "../../host/members";
import { useLabels } from "../../host/queries";
import { useMembersView } from "./view";

/** The name of the list that is shown, and how many people it has. */
export function useListName(): { name: string; people: number | undefined } {
  const { t } = useLingui();
  const choice = useMembersView((view) => view.choice);
  const { data: lists } = useMemberLists();
  const { data: labels } = useLabels();
  switch (choice.list) {
    case "everyone":
      return { name: t`Everyone`, people: lists?.everyone };
    case "offers":
      return { name: t`Offers allowed`, people: lists?.offers };
    case "invitations":
      return { name: t`May be invited`, people: lists?.invitations };
    case "never_asked":
      return { name: t`No consent yet`, people: lists?.never_asked };
    case "opted_out":
      return { name: t`Opted out`, people: lists?.opted_out };
    case "label": {
      const { label } = choice;
      const name = labels?.find(({ label_id }) => label_id === label)?.name ?? "";
      return { name, people: lists?.labels.find(({ label_id }) => label_id === label)?.people };
    }
    case "segment": {
      const found = lists?.segments.find(({ segment_id }) => segment_id === choice.segment);
      return { name: found?.name ?? "", people: found?.people };
    }
  }
}
