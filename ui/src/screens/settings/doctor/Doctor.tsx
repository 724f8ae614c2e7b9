import { Trans, useLingui } from "@lingui/react/macro";
import { useQueryClient } from "@tanstack/react-query";
import { Download, Send, Stethoscope } from "lucide-react";

import { errorWords } from "../../../app/errors";
import { useFormat } from "../../../app/format";
import { connectNumber } from "../../../app/navigation";
import { numberName } from "../../../app/numbers";
import { usePaper } from "../../../app/paper";
import { Button, Late, Skeleton, Trouble } from "../../../components";
import type { Account, Examination, Finding } from "../../../host/contract";
import { HostError } from "../../../host/host";
import { keys } from "../../../host/keys";
import { useCommand, useWebhookWay } from "../../../host/mutations";
import { useExamination, useNumberWebhook } from "../../../host/queries";
import { LightRow } from "../LightRow";
import { FAULTS } from "./fault-words";
import { LoopRow } from "./LoopRow";
import { Signs } from "./Signs";

/** Whether the connection is healthy; where it is not, what is wrong and what to do. */
export function Doctor({ accounts }: { accounts: readonly Account[] }) {
  const { t, i18n } = useLingui();
  const client = useQueryClient();
  const kept = useExamination();
  const examine = useCommand("connection_examine", {
    done: (found) => client.setQueryData(keys.examination, found),
  });
  const check = () => examine.mutate({});
  const loop = useCommand("connection_loop");
  const log = useCommand("log_export", { done: usePaper() });
  const error = examine.error ?? loop.error ?? log.error ?? (kept.error instanceof HostError ? kept.error : null);
  return (
    <section className="settings__form doctor" aria-label={t`Health of the connection`}>
      <div className="settings__head">
        <h3 className="grow">{t`Health of the connection`}</h3>
        <Button onPress={check} {...(examine.isPending ? { pending: t`Checking…` } : {})}>
          <Stethoscope aria-hidden="true" />
          {t`Check now`}
        </Button>
        <Button onPress={() => loop.mutate({})} {...(loop.isPending ? { pending: t`Sending…` } : {})}>
          <Send aria-hidden="true" />
          {t`Send a test`}
        </Button>
        <Button onPress={() => log.mutate({})} {...(log.isPending ? { pending: t`Writing…` } : {})}>
          <Download aria-hidden="true" />
          {t`Save log`}
        </Button>
      </div>
      <Trouble words={error === null ? null : i18n._(errorWords(error.body))} />
      {loop.data !== undefined && !loop.isPending && <LoopRow test={loop.data} />}
      {kept.data !== undefined && <Found found={kept.data} accounts={accounts} onMended={check} />}
      {kept.isPending && (
        <Late>
          <Skeleton width="100%" height="52px" />
        </Late>
      )}
    </section>
  );
}

function Found({
  found,
  accounts,
  onMended,
}: {
  found: Examination;
  accounts: readonly Account[];
  onMended: () => void;
}) {
  const { t } = useLingui();
  const format = useFormat();
  if (found.at === null) {
    return <p className="quiet">{t`Not checked since the start. Checking asks Meta and changes nothing.`}</p>;
  }
  return (
    <>
      <p className="settings__about">
        <Trans>Checked {format.moment(found.at)}</Trans>
      </p>
      <div className="light" role="status" aria-label={t`What was found`}>
        {found.findings.length === 0 && (
          <LightRow tone="ok" name={t`Nothing is wrong`} about={t`Every answer is as it should be.`} />
        )}
        {found.findings.map((finding) => (
          <FindingRow
            key={JSON.stringify([finding.fault, finding.account_id])}
            finding={finding}
            accounts={accounts}
            onMended={onMended}
          />
        ))}
      </div>
      <div className="settings__card">
        <Signs signs={found.signs} />
      </div>
    </>
  );
}

function FindingRow({
  finding: { fault, severity, account_id },
  accounts,
  onMended,
}: {
  finding: Finding;
  accounts: readonly Account[];
  onMended: () => void;
}) {
  const { t, i18n } = useLingui();
  const { name, about, mend } = FAULTS[fault.fault];
  const { data: webhook } = useNumberWebhook();
  const set = useWebhookWay();
  const way = webhook?.way ?? null;
  const number = accounts.length > 1 && account_id !== null ? numberName(accounts, account_id) : undefined;
  const action =
    mend === "values" ? (
      <Button size="small" onPress={connectNumber}>{t`Paste new values`}</Button>
    ) : mend === "callback" && way !== null ? (
      <Button size="small" onPress={() => set.mutate(way, { onSuccess: onMended })}>{t`Set it again`}</Button>
    ) : null;
  return (
    <LightRow
      tone={severity === "broken" ? "danger" : "warn"}
      name={number === undefined ? i18n._(name) : `${number}: ${i18n._(name)}`}
      about={
        <>
          {i18n._(about)} <Detail fault={fault} />
          <Trouble words={set.error === null ? null : i18n._(errorWords(set.error.body))} />
        </>
      }
      action={action}
    />
  );
}

/** What belongs to one fault alone. */
function Detail({ fault }: { fault: Finding["fault"] }) {
  const format = useFormat();
  switch (fault.fault) {
    case "callback_elsewhere":
    case "door_unreachable":
      return <span className="selectable">{fault.address}</span>;
    case "fields_missing":
      return <span className="selectable">{fault.fields.join(", ")}</span>;
    case "permission_missing":
      return <span className="selectable">{fault.permission}</span>;
    case "clock_off":
      return fault.ahead > 0 ? (
        <Trans>It is {format.length(fault.ahead)} ahead.</Trans>
      ) : (
        <Trans>It is {format.length(-fault.ahead)} behind.</Trans>
      );
    case "restricted":
    case "rate_limited":
      return fault.until === null ? null : <Trans>Until {format.moment(fault.until)}.</Trans>;
    case "silent":
      return (
        <Trans>
          Nothing since {format.moment(fault.silence.since)}; usually about {format.number(fault.silence.usual)}{" "}
          webhooks would have come.
        </Trans>
      );
    case "forged":
      return <Trans>Last {format.moment(fault.at)}.</Trans>;
    default:
      return null;
  }
}
