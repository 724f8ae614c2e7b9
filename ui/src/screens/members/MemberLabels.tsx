import { useLingui } from "@lingui/react/macro";
import { Plus } from "lucide-react";
import { useState } from "react";

import { useErrorToast } from "../../app/useErrorToast";
import { useHost } from "../../host/context";
import type { Label, MemberRow } from "../../host/contract";
import { HostError } from "../../host/host";
import { commandId, useCommand } from "../../host/mutations";
import { useLabels } from "../../host/queries";
import { fold } from "../../keys/fold";
import { Picker } from "../inbox/Picker";

/** People whom the core labels at once. */
const MOST_AT_ONCE = 1_000;

/** Puts a label on people, or takes it off where all of them have it. Typing a new name makes it. */
export function MemberLabels({ people, onDone }: { people: readonly MemberRow[]; onDone: () => void }) {
  const { t } = useLingui();
  const host = useHost();
  const failed = useErrorToast();
  const labels = useLabels().data ?? [];
  const [query, setQuery] = useState("");
  const set = useCommand("member_label", { refused: failed });
  const has = (label: number) => people.every((row) => row.labels.includes(label));
  const put = (label: Label, on: boolean) => {
    const all = people.map(({ whom }) => whom.contact_id);
    for (let from = 0; from < all.length; from += MOST_AT_ONCE) {
      const part = all.slice(from, from + MOST_AT_ONCE);
      set.mutate({ command_id: commandId(), people: part, label_id: label.label_id, on });
    }
  };
  // The box is closed by the time the label is there, so the answer goes past it.
  const make = async (name: string) => {
    try {
      await host.call("label_save", { command_id: commandId(), name, color: (labels.length % 8) + 1 });
      const made = (await host.call("labels", {})).find((label) => fold(label.name) === fold(name));
      if (made !== undefined) put(made, true);
    } catch (error) {
      if (error instanceof HostError) failed(error);
    }
  };
  const typed = query.trim();
  const fitting = labels.filter(({ name }) => fold(name).includes(fold(typed)));
  const isNew = typed !== "" && !labels.some(({ name }) => fold(name) === fold(typed));
  return (
    <Picker
      label={t`Find or name a label`}
      query={query}
      onQuery={setQuery}
      options={[
        ...fitting.map(({ label_id, name, color }) => ({
          id: String(label_id),
          words: name,
          icon: <span className={`label-dot chip--label hue-${color}`} />,
          chosen: has(label_id),
        })),
        ...(isNew ? [{ id: "new", words: t`New label: ${typed}`, icon: <Plus aria-hidden /> }] : []),
      ]}
      onPick={(id) => {
        const label = labels.find(({ label_id }) => String(label_id) === id);
        if (id === "new") void make(typed);
        else if (label !== undefined) put(label, !has(label.label_id));
        onDone();
      }}
      none={t`There are no labels yet. Write a name to make one.`}
    />
  );
}
