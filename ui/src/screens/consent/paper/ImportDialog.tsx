import { plural } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";
import { CircleAlert } from "lucide-react";
import { useState } from "react";

import { errorWords } from "../../../app/errors";
import { numberName } from "../../../app/numbers";
import { Button, CallOut, Dialog, Select } from "../../../components";
import type { ConsentImported } from "../../../host/contract";
import { toHostError } from "../../../host/host";
import { commandId, useCommand } from "../../../host/mutations";
import { useWorkspace } from "../../../host/queries";
import { FAULTS } from "../words";

/** Brings in a list: first at which number, then what came of it, with each line that could not be read. */
export function ImportDialog({ file, onClose }: { file: File; onClose: () => void }) {
  const { t, i18n } = useLingui();
  const { data: workspace } = useWorkspace();
  const accounts = workspace?.accounts ?? [];
  const [account, setAccount] = useState<string | null>(null);
  const [result, setResult] = useState<ConsentImported | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const [command] = useState(commandId);
  const bring = useCommand("consent_import", {
    done: setResult,
    refused: (error) => setTrouble(i18n._(errorWords(error.body))),
  });
  const at = account ?? accounts[0]?.account_id ?? null;
  const accept = async () => {
    if (at === null || bring.isPending) return;
    try {
      bring.mutate({ command_id: command, account_id: at, csv: await file.text() });
    } catch (error) {
      setTrouble(i18n._(errorWords(toHostError(error).body)));
    }
  };
  if (result !== null) return <Result result={result} onClose={onClose} />;
  return (
    <Dialog
      isOpen
      title={t`Import a list: ${file.name}?`}
      onClose={onClose}
      onAccept={() => void accept()}
      footer={
        <>
          <Button onPress={onClose}>{t`Cancel`}</Button>
          <Button
            kind="primary"
            autoFocus
            chord="Mod+Enter"
            reason={at === null ? t`Connect a number first` : undefined}
            pending={bring.isPending ? t`Reading…` : undefined}
            onPress={() => void accept()}
          >
            {t`Import`}
          </Button>
        </>
      }
    >
      <div className="asking">
        <p>
          {t`The first line names the columns: phone, name, purpose, grade (A to D), date (2026-11-26). Nobody is granted anything who took it back or was erased.`}
        </p>
        {accounts.length > 1 && (
          <Select
            label={t`Number`}
            value={at ?? ""}
            onChange={setAccount}
            options={accounts.map(({ account_id }) => ({ id: account_id, words: numberName(accounts, account_id) }))}
          />
        )}
        {trouble !== null && (
          <div role="alert">
            <CallOut tone="danger" icon={<CircleAlert aria-hidden="true" />}>
              {trouble}
            </CallOut>
          </div>
        )}
      </div>
    </Dialog>
  );
}

function Result({ result, onClose }: { result: ConsentImported; onClose: () => void }) {
  const { t, i18n } = useLingui();
  const { granted, known, withdrawn, suppressed, problems } = result;
  const lines = [
    t`${plural(granted, { one: "# line was granted", other: "# lines were granted" })}`,
    t`${plural(known, { one: "# line was known before", other: "# lines were known before" })}`,
    t`${plural(withdrawn, { one: "# line is of somebody who opted out: nothing was written", other: "# lines are of people who opted out: nothing was written" })}`,
    t`${plural(suppressed, { one: "# line is of somebody who was erased: nothing was written", other: "# lines are of people who were erased: nothing was written" })}`,
  ];
  return (
    <Dialog
      isOpen
      title={t`The list was imported`}
      onClose={onClose}
      footer={
        <Button kind="primary" autoFocus onPress={onClose}>
          {t`Close`}
        </Button>
      }
    >
      <ul className="report" aria-label={t`What came of the list`}>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      {problems.length > 0 && (
        <>
          <h3 className="report__head">
            {t`${plural(problems.length, { one: "# line could not be read", other: "# lines could not be read" })}`}
          </h3>
          <ul className="report report--problems" aria-label={t`Lines that could not be read`}>
            {problems.map(({ line, problem }) => (
              <li key={line}>{t`Line ${line}: ${i18n._(FAULTS[problem])}`}</li>
            ))}
          </ul>
        </>
      )}
    </Dialog>
  );
}
