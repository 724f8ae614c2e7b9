import { useLingui } from "@lingui/react/macro";
import { useState } from "react";

import type { ChatId } from "../../../host/contract";
import { useGroup, useGroups } from "../../../host/groups";
import { Picker } from "../../inbox/Picker";
import { PickBox } from "../../notifications/simulator/PickOne";

/** One of all groups, found by its name. 0 is none yet. */
export function GroupChoice({ value, onChange }: { value: ChatId; onChange: (group: ChatId) => void }) {
  const { t } = useLingui();
  const [query, setQuery] = useState("");
  const groups = useGroups(query, "all").data?.rows ?? [];
  const { data: chosen, isError } = useGroup(value === 0 ? null : value);
  const isGone = isError || chosen?.row.deleted === true;
  const name = value === 0 ? t`choose a group…` : isGone ? t`This group is gone` : (chosen?.row.subject ?? "");
  return (
    <PickBox label={t`Group`} words={name} onOpen={() => setQuery("")}>
      {(close) => (
        <Picker
          label={t`Find a group`}
          query={query}
          onQuery={setQuery}
          options={groups.map(({ chat_id, subject }) => ({
            id: String(chat_id),
            words: subject,
            chosen: chat_id === value,
          }))}
          onPick={(id) => {
            onChange(Number(id));
            close();
          }}
          none={t`No group of that name`}
        />
      )}
    </PickBox>
  );
}
