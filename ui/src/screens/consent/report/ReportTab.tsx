import "./report.css";

import { useLingui } from "@lingui/react/macro";
import { CircleAlert } from "lucide-react";

import { errorWords } from "../../../app/errors";
import { Button, Empty, Late, Skeleton } from "../../../components";
import { useConsentReport } from "../../../host/consent";
import { toHostError } from "../../../host/host";
import { CoverageTable } from "./CoverageTable";
import { WithdrawalsTable } from "./WithdrawalsTable";

/** How consent develops: who may be written to about what, and who left, day by day. */
export function ReportTab() {
  const { t, i18n } = useLingui();
  const { data, error, refetch } = useConsentReport();
  if (data === undefined)
    return error === null ? (
      <Late>
        <div className="ledger__waits">
          <Skeleton width="100%" height="180px" />
          <Skeleton width="100%" height="240px" />
        </div>
      </Late>
    ) : (
      <Empty
        icon={<CircleAlert aria-hidden="true" />}
        title={t`The report could not be read`}
        action={<Button onPress={() => void refetch()}>{t`Try again`}</Button>}
      >
        {i18n._(errorWords(toHostError(error).body))}
      </Empty>
    );
  return (
    // What is wider or longer than the window is scrolled by keys.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="tally" role="region" aria-label={t`Report`} tabIndex={0}>
      <CoverageTable coverage={data.coverage} />
      <WithdrawalsTable withdrawals={data.withdrawals} />
    </div>
  );
}
