import { Trans, useLingui } from "@lingui/react/macro";
import { useQueryClient } from "@tanstack/react-query";
import { Archive, CircleAlert, HardDriveDownload, Info } from "lucide-react";

import { errorWords } from "../../app/errors";
import { useFormat } from "../../app/format";
import { Button, CallOut, Empty, Late, Skeleton, Trouble } from "../../components";
import type { Backup, RestoredFrom, Workspace } from "../../host/contract";
import { HostError } from "../../host/host";
import { keys } from "../../host/keys";
import { useCommand } from "../../host/mutations";
import { useBackups } from "../../host/queries";
import { SandboxChip, useBackupFault } from "./backup-fault";
import { Copied } from "./Copied";
import { Section } from "./Section";

const ON_A_SERVER = "switchboard-hub backup --data /var/lib/switchboard /mnt/backups/switchboard.switchboard-backup";

/** One file with everything but the keys: made here, found here. */
export function Backups({ workspace }: { workspace: Workspace }) {
  const { t, i18n } = useLingui();
  const client = useQueryClient();
  const found = useBackups();
  const make = useCommand("backup_make", {
    done: () => client.invalidateQueries({ queryKey: keys.backups }),
  });
  const error = make.error ?? (found.error instanceof HostError ? found.error : null);
  const folder = found.data?.folder ?? null;
  const canMake = folder !== null && workspace.hub === null;
  return (
    <Section
      title={t`Backups`}
      about={t`Chats, people, consents, settings and files in one file, made while you work. No keys are in it.`}
      action={
        canMake && (
          <Button kind="primary" onPress={() => make.mutate({})} pending={make.isPending ? t`Writing…` : undefined}>
            <HardDriveDownload aria-hidden="true" />
            {t`Back up now`}
          </Button>
        )
      }
    >
      <Trouble words={error === null ? null : i18n._(errorWords(error.body))} />
      {found.data?.restored !== undefined && found.data.restored !== null && <From restored={found.data.restored} />}
      {found.data?.listed === false && (
        <CallOut tone="warn" icon={<CircleAlert aria-hidden="true" />}>
          {t`The list of erasures beside a backup is not up to date: its disk is away or full. Put it in and back up once more, else whoever was erased comes back with the old one.`}
        </CallOut>
      )}
      {found.isPending && (
        <Late>
          <Skeleton width="100%" height="52px" />
        </Late>
      )}
      {workspace.hub !== null && (
        <CallOut tone="accent" icon={<Info aria-hidden="true" />}>
          {t`The hub has everything that is here. Backups are made there.`}
        </CallOut>
      )}
      {workspace.hub === null && found.data !== undefined && folder === null && (
        <div className="settings__card">
          <Copied label={t`On the computer of the hub, while it runs`} text={ON_A_SERVER} />
        </div>
      )}
      {canMake && <List found={found.data?.found ?? []} folder={folder} />}
    </Section>
  );
}

function List({ found, folder }: { found: readonly Backup[]; folder: string }) {
  const { t } = useLingui();
  if (found.length === 0) {
    return (
      <Empty icon={<Archive aria-hidden="true" />} title={t`No backup yet`}>
        <Trans>The first one is put into {folder}. Keep a copy on another disk.</Trans>
      </Empty>
    );
  }
  return (
    <>
      <p className="settings__about selectable">
        <Trans>In {folder}. Keep a copy on another disk, with the list of erasures beside it.</Trans>
      </p>
      <ul className="settings__card backups" aria-label={t`Backups`}>
        {found.map((backup) => (
          <Row key={backup.name} backup={backup} />
        ))}
      </ul>
    </>
  );
}

function Row({ backup }: { backup: Backup }) {
  const format = useFormat();
  const fault = useBackupFault(backup.fault);
  return (
    <li className="settings__line">
      <div className="grow">
        <div>
          {backup.made_at === null ? fault : format.moment(backup.made_at)} {backup.sandbox && <SandboxChip />}
        </div>
        <div className="settings__about cut selectable">{backup.name}</div>
      </div>
      <span className="quiet numbers">{format.bytes(backup.bytes)}</span>
    </li>
  );
}

function From({ restored }: { restored: RestoredFrom }) {
  const { t } = useLingui();
  const format = useFormat();
  const { erasures_until: until } = restored;
  const [made, at] = [format.moment(restored.made_at), format.moment(restored.restored_at)];
  const isWhole = until !== null && until >= restored.restored_at;
  const moment = until === null ? "" : format.moment(until);
  return (
    <CallOut
      tone={isWhole ? "accent" : "warn"}
      icon={isWhole ? <Info aria-hidden="true" /> : <CircleAlert aria-hidden="true" />}
    >
      {t`Everything here comes from the backup of ${made}, restored on ${at}. What came in between is not here.`}{" "}
      {!isWhole &&
        (until === null
          ? t`No list of erasures lay beside it: whoever was erased in between is here again. Erase them once more.`
          : t`Whoever was erased until ${moment} is erased here, too. Of later erasures nothing is known.`)}
    </CallOut>
  );
}
