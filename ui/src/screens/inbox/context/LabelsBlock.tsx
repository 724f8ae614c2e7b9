import { Trans, useLingui } from "@lingui/react/macro";
import { Plus, X } from "lucide-react";
import { useState } from "react";
import { IconButton, Popover } from "@/components/index.ts";
import { useHost } from "@/host/context.tsx";
import type { ChatRow, Label } from "@/host/contract.ts";
import { commandId } from "@/host/mutations.ts";
import { useLabels } from "@/host/queries.ts";
import { chordFor } from "@/keys/map.ts";
import { useChatActions, useTrouble } from "../actions.ts";
import { Picker } from "../Picker.tsx";
import { openMenu, useView } from "../view.ts";
import { fold } from "@/keys/fold.ts";

/** The labels of a chat, with a way to add and to take off. */
export function LabelsBlock({ row }: { row: ChatRow }) {
  const { t } = useLingui();
  const { data } = useLabels();
  const actions = useChatActions();
  const labels = (data ?? []).filter(({ label_id }) => row.labels.includes(label_id));
  const open = useView((view) => view.menu === "label");
  return (
    <section className="context-block">
      <div className="context-head">
        <h3>
          <Trans>Labels</Trans>
        </h3>
        <Popover
          label={t`Labels`}
          placement="bottom end"
          isOpen={open}
          onOpenChange={(next) => openMenu(next ? "label" : null)}
          trigger={
            <IconButton size="small" label={t`Add a label`} chord={chordFor("inbox.label")}>
              <Plus className="inbox-icon-14" aria-hidden />
            </IconButton>
          }
        >
          {(close) => <LabelPicker row={row} labels={data ?? []} onDone={close} />}
        </Popover>
      </div>
      {labels.length === 0 ? (
        <p className="context-none">
          <Trans>None yet</Trans>
        </p>
      ) : (
        <div className="context-labels">
          {labels.map((label) => (
            <span key={label.label_id} className={`context-label chip--label hue-${label.color}`}>
              {label.name}
              <IconButton
                size="small"
                label={t`Remove label ${label.name}`}
                onPress={() => actions.label([row], label, false)}
              >
                <X className="inbox-icon-12" aria-hidden />
              </IconButton>
            </span>
          ))}
        </div>
      )}
    </section>
  );
}

function LabelPicker({ row, labels, onDone }: { row: ChatRow; labels: readonly Label[]; onDone: () => void }) {
  const { t } = useLingui();
  const [query, setQuery] = useState("");
  const actions = useChatActions();
  const trouble = useTrouble();
  const host = useHost();
  // The box is closed by the time the label is there, so the answer goes past it.
  const make = async (name: string, color: number) => {
    try {
      await host.call("label_save", { command_id: commandId(), name, color });
      const made = (await host.call("labels", {})).find((label) => fold(label.name) === fold(name));
      if (made !== undefined) actions.label([row], made, true);
    } catch (error) {
      trouble(error);
    }
  };
  const typed = query.trim();
  const fitting = labels.filter((label) => fold(label.name).includes(fold(typed)));
  const exact = fitting.some((label) => fold(label.name) === fold(typed));
  const fresh = typed === "" || exact ? [] : [{ id: "new", words: t`New label: ${typed}`, icon: <Plus aria-hidden /> }];
  const pick = (id: string) => {
    if (id === "new") {
      const color = (labels.length % 8) + 1;
      void make(typed, color);
      onDone();
      return;
    }
    const label = labels.find((one) => String(one.label_id) === id);
    if (label === undefined) return;
    actions.label([row], label, !row.labels.includes(label.label_id));
    onDone();
  };
  return (
    <Picker
      label={t`Find or name a label`}
      query={query}
      onQuery={setQuery}
      options={[
        ...fitting.map((label) => ({
          id: String(label.label_id),
          words: label.name,
          icon: <span className={`label-dot chip--label hue-${label.color}`} />,
          chosen: row.labels.includes(label.label_id),
        })),
        ...fresh,
      ]}
      onPick={pick}
      none={t`There are no labels yet. Write a name to make one.`}
    />
  );
}
