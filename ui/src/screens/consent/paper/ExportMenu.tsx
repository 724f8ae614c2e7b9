import { useLingui } from "@lingui/react/macro";
import { Download, FileSpreadsheet, Upload } from "lucide-react";
import { useId, useState } from "react";

import { usePaper } from "../../../app/paper";
import { useErrorToast } from "../../../app/useErrorToast";
import { Button, Menu } from "../../../components";
import { useCommand } from "../../../host/mutations";
import { ImportDialog } from "./ImportDialog";

/** The whole ledger as a table, and a list of consents to bring in. */
export function ExportMenu() {
  const { t } = useLingui();
  const input = useId();
  const [file, setFile] = useState<File | null>(null);
  const failed = useErrorToast();
  const save = usePaper();
  const make = useCommand("consent_export", { done: save, refused: failed });
  return (
    <>
      <input
        id={input}
        type="file"
        accept=".csv,text/csv"
        hidden
        aria-label={t`List of consents`}
        onChange={(event) => {
          setFile(event.target.files?.[0] ?? null);
          event.target.value = "";
        }}
      />
      <Menu
        label={t`Export`}
        placement="bottom end"
        trigger={
          <Button pending={make.isPending ? t`Writing…` : undefined}>
            <Download aria-hidden="true" />
            {t`Export`}
          </Button>
        }
        entries={[
          {
            id: "export",
            words: t`The whole ledger as CSV`,
            icon: <FileSpreadsheet aria-hidden="true" />,
            run: () => make.mutate({}),
          },
          {
            id: "import",
            words: t`Import a list (CSV)…`,
            icon: <Upload aria-hidden="true" />,
            run: () => document.getElementById(input)?.click(),
          },
        ]}
      />
      {file !== null && <ImportDialog file={file} onClose={() => setFile(null)} />}
    </>
  );
}
