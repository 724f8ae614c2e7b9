import { useLingui } from "@lingui/react/macro";
import { FileSpreadsheet, Info } from "lucide-react";
import { DropZone, FileTrigger } from "react-aria-components";

import { useFormat } from "../../../app/format";
import { Button, CallOut, Dialog, Trouble } from "../../../components";
import type { ImportProgress } from "../../../host/contract";
import type { Wizard } from "./useImport";

/** The first step: which file. */
export function ChooseStep({
  wizard,
  last,
  onClose,
}: {
  wizard: Wizard;
  /** The newest import, which may have been interrupted. */
  last: ImportProgress | null;
  onClose: () => void;
}) {
  const { t } = useLingui();
  return (
    <Dialog
      isOpen
      wide
      title={t`Import members`}
      about={t`From a spreadsheet or an address book. Nobody is granted a consent by it, and nothing is written before you have seen what would be.`}
      onClose={onClose}
    >
      <div className="import">
        {last?.stage === "interrupted" && <Interrupted last={last} />}
        <DropZone
          className="import__drop"
          aria-label={t`Drop a list here`}
          onDrop={async ({ items }) => {
            const dropped = items.find((item) => item.kind === "file");
            if (dropped?.kind === "file") await wizard.choose(await dropped.getFile());
          }}
        >
          <FileSpreadsheet aria-hidden="true" />
          <p>{t`Drop a list here, or choose a file.`}</p>
          <FileTrigger
            acceptedFileTypes={[".csv", ".tsv", ".txt", ".xlsx", ".vcf"]}
            onSelect={(files) => {
              const file = files?.[0];
              if (file !== undefined) void wizard.choose(file);
            }}
          >
            <Button kind="primary" autoFocus pending={wizard.isBusy ? t`Reading…` : undefined}>
              {t`Choose a file…`}
            </Button>
          </FileTrigger>
          <p className="import__faint">{t`CSV, XLSX or vCard, up to 32 MB`}</p>
        </DropZone>
        <Trouble words={wizard.trouble} />
      </div>
    </Dialog>
  );
}

function Interrupted({ last }: { last: ImportProgress }) {
  const { t } = useLingui();
  const format = useFormat();
  const [file, done, rows, line] = [last.filename, format.number(last.done), format.number(last.rows), last.line];
  return (
    <CallOut tone="warn" icon={<Info aria-hidden="true" />}>
      {t`The import of ${file} was interrupted: ${done} of ${rows} rows are done, up to line ${line}. Choose the same file to go on, nobody comes in twice.`}
    </CallOut>
  );
}
