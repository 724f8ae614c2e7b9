import { useLingui } from "@lingui/react/macro";

import { Chip } from "../../components";
import type { BackupFault } from "../../host/contract";

/** Why a file cannot be restored, in words. */
export function useBackupFault(fault: BackupFault | null): string {
  const { t } = useLingui();
  switch (fault) {
    case "newer":
      return t`Made by a newer Switchboard`;
    case "unreadable":
      return t`Cannot be read`;
    default:
      return t`Damaged, or no backup`;
  }
}

/** Says that its people are made up. */
export function SandboxChip() {
  const { t } = useLingui();
  return <Chip tone="accent">{t`sandbox`}</Chip>;
}
