import { plural } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";
import { CircleAlert, CircleCheck, Download } from "lucide-react";
import { useState } from "react";
import { Label, ProgressBar } from "react-aria-components";

import { useFormat } from "../../../app/format";
import { usePaper } from "../../../app/paper";
import { useErrorToast } from "../../../app/useErrorToast";
import { Button, CallOut, Dialog } from "../../../components";
import type { ImportProgress } from "../../../host/contract";
import { useCommand } from "../../../host/mutations";
import { RowList } from "./RowList";

/** The last step: how far it is, and what came of it. */
export function RunStep({ progress, onClose }: { progress: ImportProgress | null; onClose: () => void }) {
  if (progress === null) return null;
  return progress.stage === "running" ? (
    <Running progress={progress} onClose={onClose} />
  ) : (
    <Result progress={progress} onClose={onClose} />
  );
}

function Running({ progress, onClose }: { progress: ImportProgress; onClose: () => void }) {
  const { t } = useLingui();
  const format = useFormat();
  const failed = useErrorToast();
  const stop = useCommand("members_import_stop", { refused: failed });
  const [done, rows] = [format.number(progress.done), format.number(progress.rows)];
  return (
    <Dialog
      isOpen
      wide
      title={t`Importing ${progress.filename}`}
      about={t`You can go on working. What is done stays when you stop.`}
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>{t`Go on working`}</Button>
          <Button
            autoFocus
            pending={stop.isPending || stop.isSuccess ? t`Stopping…` : undefined}
            onPress={() => stop.mutate({})}
          >
            {t`Stop`}
          </Button>
        </>
      }
    >
      <ProgressBar
        className="import__progress"
        value={progress.done}
        maxValue={Math.max(progress.rows, 1)}
        valueLabel={t`${done} of ${rows}`}
      >
        {({ percentage = 0, valueText }) => (
          <>
            <span className="import__ends">
              <Label>{t`Rows done`}</Label>
              <span className="numbers">{valueText}</span>
            </span>
            <span className="import__bar">
              <span className="import__fill" style={{ inlineSize: `${percentage}%` }} />
            </span>
          </>
        )}
      </ProgressBar>
    </Dialog>
  );
}

function useEndWords() {
  const { t } = useLingui();
  const format = useFormat();
  return ({ stage, done, rows, line }: ImportProgress) => {
    const [some, all] = [format.number(done), format.number(rows)];
    switch (stage) {
      case "stopped":
        return t`Stopped: ${some} of ${all} rows are done, up to line ${line}. They stay.`;
      case "failed":
        return t`The disk said no: ${some} of ${all} rows are done, up to line ${line}. They stay. Make room and import the list again, nobody comes in twice.`;
      case "interrupted":
        return t`Interrupted: ${some} of ${all} rows are done, up to line ${line}. They stay.`;
      case "done":
      case "running":
        return t`All rows are done: ${all}.`;
    }
  };
}

function Result({ progress, onClose }: { progress: ImportProgress; onClose: () => void }) {
  const { t } = useLingui();
  const words = useEndWords();
  const failed = useErrorToast();
  const save = usePaper();
  const make = useCommand("members_import_faults", { done: save, refused: failed });
  const { tally, stage } = progress;
  // What came of one import is not what came of the one before.
  const [of] = useState(() => Date.now());
  const good = stage === "done";
  return (
    <Dialog
      isOpen
      wide
      title={t`What came of ${progress.filename}`}
      about={t`Nobody was granted a consent by it.`}
      onClose={onClose}
      footer={
        <>
          {tally.bad > 0 && (
            <Button pending={make.isPending ? t`Writing…` : undefined} onPress={() => make.mutate({})}>
              <Download aria-hidden="true" />
              {t`Save the bad rows`}
            </Button>
          )}
          <Button kind="primary" autoFocus onPress={onClose}>
            {t`Close`}
          </Button>
        </>
      }
    >
      <div className="import">
        <div role="status">
          <CallOut
            tone={good ? "ok" : "warn"}
            icon={good ? <CircleCheck aria-hidden="true" /> : <CircleAlert aria-hidden="true" />}
          >
            {words(progress)}
          </CallOut>
        </div>
        <Counts progress={progress} />
        <RowList tally={tally} look={null} of={of} />
      </div>
    </Dialog>
  );
}

function Counts({ progress: { tally, overwrite } }: { progress: ImportProgress }) {
  const { t } = useLingui();
  const lines: [number, string][] = [
    [tally.new, t`${plural(tally.new, { one: "# person is new", other: "# people are new" })}`],
    [
      tally.completed,
      t`${plural(tally.completed, { one: "# person was completed", other: "# people were completed" })}`,
    ],
    [
      tally.differs,
      overwrite
        ? t`${plural(tally.differs, { one: "# person was overwritten", other: "# people were overwritten" })}`
        : t`${plural(tally.differs, { one: "# person stands here otherwise and was not overwritten", other: "# people stand here otherwise and were not overwritten" })}`,
    ],
    [
      tally.unchanged,
      t`${plural(tally.unchanged, { one: "# person was known as listed", other: "# people were known as listed" })}`,
    ],
    [tally.bad, t`${plural(tally.bad, { one: "# row was not imported", other: "# rows were not imported" })}`],
  ];
  return (
    <ul className="import__counts" aria-label={t`What came of the list`}>
      {lines.map(([count, words]) => (count === 0 ? null : <li key={words}>{words}</li>))}
    </ul>
  );
}
