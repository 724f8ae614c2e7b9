import { useLingui } from "@lingui/react/macro";
import { Link, ShieldAlert, Unlink } from "lucide-react";

import { useFormat } from "../../app/format";
import { useErrorToast } from "../../app/useErrorToast";
import { Button } from "../../components";
import { now } from "../../host/clock";
import type { LedgerCheck } from "../../host/contract";
import { useCommand } from "../../host/mutations";

/** Whether the chain of the ledger holds, and the way to check it now. */
export function Verified({ checked }: { checked: LedgerCheck | null }) {
  const { t } = useLingui();
  const verify = useCommand("consent_verify", { refused: useErrorToast() });
  const words = useCheckWords()(checked);
  const tone = checked === null ? "none" : !checked.holds ? "danger" : checked.signed ? "ok" : "warn";
  const Icon = tone === "danger" ? Unlink : tone === "warn" ? ShieldAlert : Link;
  return (
    <Button
      kind="ghost"
      size="small"
      className={`verified verified--${tone}`}
      hint={words.detail}
      pending={verify.isPending ? t`Checking…` : undefined}
      aria-label={`${words.brief}. ${t`Check the chain now`}`}
      onPress={() => verify.mutate({})}
    >
      <Icon aria-hidden="true" />
      <span className="numbers" role="status">
        {words.brief}
      </span>
    </Button>
  );
}

function useCheckWords(): (checked: LedgerCheck | null) => { brief: string; detail: string } {
  const { t } = useLingui();
  const format = useFormat();
  return (checked) => {
    if (checked === null) return { brief: t`Check the chain`, detail: t`The chain was not checked since the start.` };
    const { holds, broken, signed, at, entries } = checked;
    const when = format.until(at, now());
    if (!holds)
      return broken === null
        ? {
            brief: t`The chain is broken`,
            detail: t`Entries are missing or changed. Restore a backup, and keep this one.`,
          }
        : {
            brief: t`Broken at entry ${broken}`,
            detail: t`Entry ${broken} does not follow from the one before it. Restore a backup, and keep this one.`,
          };
    if (!signed)
      return {
        brief: t`Chain holds, not signed`,
        detail: t`Its head is not signed by this installation, so it may have been cut or replaced as a whole.`,
      };
    return {
      brief: t`Chain verified ${when}`,
      detail: t`${format.number(entries)} entries follow from each other, and the head is signed here. Check again.`,
    };
  };
}
