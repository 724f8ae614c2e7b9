import { Trans, useLingui } from "@lingui/react/macro";
import { Archive } from "lucide-react";
import { type RefObject, useLayoutEffect, useRef, useState } from "react";
import { Radio, RadioGroup } from "react-aria-components";

import { errorWords } from "../../app/errors";
import { useFormat } from "../../app/format";
import { Button, Empty, Late, Skeleton, Trouble } from "../../components";
import type { Backup } from "../../host/contract";
import { useCommand } from "../../host/mutations";
import { useBackups } from "../../host/queries";
import { SandboxChip, useBackupFault } from "../settings/backup-fault";
import { Page } from "./Page";

/** Everything as it was, from one of the backups that lie on this computer. */
export function RestoreBackup({ onBack }: { onBack: () => void }) {
  const { t, i18n } = useLingui();
  const found = useBackups();
  const restore = useCommand("backup_restore");
  const backups = found.data?.found ?? [];
  const folder = found.data?.folder ?? "";
  const failed = found.data?.failed ?? null;
  const [chosen, setChosen] = useState<string | null>(null);
  const name = chosen ?? backups.find((backup) => backup.fault === null && !backup.sandbox)?.name ?? null;
  const next = () => {
    if (name !== null && !restore.isPending) restore.mutate({ name });
  };
  return (
    <Page
      title={t`Restore a backup`}
      about={t`Everything as it was when the backup was made. Keys are not in it: paste the two values anew afterwards.`}
      takesFocus={backups.every((backup) => backup.fault !== null)}
      onBack={onBack}
      onNext={next}
      next={
        <Button
          kind="primary"
          size="large"
          type="submit"
          chord="Enter"
          reason={name === null ? t`Choose a backup` : undefined}
          pending={restore.isPending ? t`Restoring…` : undefined}
        >
          {t`Restore`}
        </Button>
      }
    >
      {found.isPending && (
        <Late>
          <Skeleton width="100%" height="52px" />
        </Late>
      )}
      {found.data !== undefined && backups.length === 0 && (
        <Empty
          icon={<Archive aria-hidden="true" />}
          title={t`No backup is here`}
          action={<Button onPress={() => void found.refetch()}>{t`Look again`}</Button>}
        >
          <Trans>Copy the file into {folder}, with the list of erasures that lies beside it, and look again.</Trans>
        </Empty>
      )}
      {backups.length > 0 && <List backups={backups} chosen={name} onChoose={setChosen} />}
      {restore.error === null && failed !== null && (
        <Trouble words={`${t`The backup was not restored.`} ${i18n._(errorWords(failed))}`} />
      )}
      <Trouble words={restore.error === null ? null : i18n._(errorWords(restore.error.body))} />
    </Page>
  );
}

function List({
  backups,
  chosen,
  onChoose,
}: {
  backups: readonly Backup[];
  chosen: string | null;
  onChoose: (name: string) => void;
}) {
  const { t } = useLingui();
  const whole = useRef<HTMLInputElement>(null);
  // A sandbox's is not proposed, and may be chosen.
  const first = chosen ?? backups.find((backup) => backup.fault === null)?.name;
  // Before it is painted: a key that is pressed as soon as the list is seen is meant for it.
  useLayoutEffect(() => whole.current?.focus(), []);
  return (
    <RadioGroup className="ways" aria-label={t`Backups`} value={chosen} onChange={onChoose}>
      {backups.map((backup) => (
        <Way key={backup.name} backup={backup} inputRef={backup.name === first ? whole : undefined} />
      ))}
    </RadioGroup>
  );
}

function Way({ backup, inputRef }: { backup: Backup; inputRef: RefObject<HTMLInputElement | null> | undefined }) {
  const format = useFormat();
  const fault = useBackupFault(backup.fault);
  return (
    <Radio value={backup.name} className="way" isDisabled={backup.fault !== null} {...(inputRef && { inputRef })}>
      <span className="grow">
        <span className="way__head">
          <strong>{backup.made_at === null ? fault : format.moment(backup.made_at)}</strong>
          {backup.sandbox && <SandboxChip />}
        </span>
        <span className="way__about cut">{backup.name}</span>
      </span>
      <span className="quiet numbers">{format.bytes(backup.bytes)}</span>
    </Radio>
  );
}
