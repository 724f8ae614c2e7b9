import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";

import { Button } from "../../../components";
import { OutcomeTriple } from "../../../components/OutcomeTriple";
import type { Breakthrough, Schedule } from "../../../host/contract";
import { useLabels } from "../../../host/queries";
import { PickOne } from "../simulator/PickOne";
import { ConditionPicks, PickWhen } from "./pick-condition";
import { Escapable } from "./Escapable";
import { PickOnce } from "./PickOnce";

/** An exception as a sentence whose parts are picked. */
export function ExceptionEditor({
  exception: first,
  fresh,
  schedule,
  onSave,
  onClose,
}: {
  exception: Breakthrough;
  fresh: boolean;
  schedule: Schedule;
  onSave: (exception: Breakthrough) => void;
  onClose: () => void;
}) {
  const { t } = useLingui();
  const { data: labels } = useLabels();
  const [edited, setException] = useState(first);
  const exception = withLabel(edited, labels?.[0]?.label_id);
  const change = (some: Partial<Breakthrough>) => setException({ ...exception, ...some });
  const missing = useMissing(exception);
  const props = { exception, change };
  return (
    <Escapable onEscape={onClose}>
      <form
        className="through-editor"
        aria-label={fresh ? t`New exception` : t`Change the exception`}
        onSubmit={(event) => {
          event.preventDefault();
          if (missing === undefined) onSave(exception);
        }}
      >
        <p className="sentence">
          <Trans>
            <PickWhen {...props} /> <ConditionPicks {...props} /> may ring through{" "}
            <PickSchedule {...props} schedule={schedule} />, <PickMuted {...props} />, <PickOnce {...props} />.
          </Trans>
        </p>
        <div className="through-editor__row">
          <span className="quiet">{t`What comes through`}</span>
          <OutcomeTriple lets={exception.lets} onChange={(lets) => change({ lets })} />
          <span className="grow" />
          <Button kind="ghost" onPress={onClose}>{t`Cancel`}</Button>
          <Button type="submit" kind="primary" reason={missing}>
            {fresh ? t`Add the exception` : t`Save`}
          </Button>
        </div>
      </form>
    </Escapable>
  );
}

/** One part of the sentence. */
export interface ExceptionProps {
  exception: Breakthrough;
  change: (some: Partial<Breakthrough>) => void;
}

/** A new exception is about the first label, where there is one. */
function withLabel(exception: Breakthrough, label: number | undefined): Breakthrough {
  const { condition } = exception;
  if (condition.when !== "label" || condition.label !== 0 || label === undefined) return exception;
  return { ...exception, condition: { ...condition, label } };
}

/** What is still to be picked. */
function useMissing({ condition, lets }: Breakthrough): string | undefined {
  const { t } = useLingui();
  if (!lets.sound && !lets.banner && !lets.badge) return t`Let sound, banner or badge through`;
  if (condition.when === "label" && condition.label === 0) return t`Make a label in the settings first`;
  if (condition.when === "words" && condition.phrases.length === 0) return t`Write the words to look for`;
  if (condition.when === "chat" && condition.chat === 0) return t`Pick a chat`;
  if (condition.when === "contact" && condition.contact === 0) return t`Pick a member`;
  return undefined;
}

function PickSchedule({ exception, change, schedule }: ExceptionProps & { schedule: Schedule }) {
  const { t } = useLingui();
  const { schedule_id: id, name } = schedule;
  const words = { one: t`“${name}” alone`, every: t`every silence` };
  const now = exception.schedule === null ? "every" : "one";
  return (
    <PickOne
      label={t`Through what`}
      words={words[now]}
      none={t`Nothing fits`}
      options={(["one", "every"] as const).map((one) => ({ id: one, words: words[one], chosen: one === now }))}
      onPick={(one) => change({ schedule: one === "every" ? null : id })}
    />
  );
}

function PickMuted({ exception, change }: ExceptionProps) {
  const { t } = useLingui();
  const words = { no: t`not in muted chats`, yes: t`in muted chats too` };
  const now = exception.muted_too ? "yes" : "no";
  return (
    <PickOne
      label={t`Muted chats`}
      words={words[now]}
      none={t`Nothing fits`}
      options={(["no", "yes"] as const).map((id) => ({ id, words: words[id], chosen: id === now }))}
      onPick={(id) => change({ muted_too: id === "yes" })}
    />
  );
}
