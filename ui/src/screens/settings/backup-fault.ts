import { useLingui } from "@lingui/react/macro";

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
