import { useLingui } from "@lingui/react/macro";
import { CircleCheck, FlaskConical, KeyRound, Plus } from "lucide-react";

import { useFormat } from "../../app/format";
import { closeOverlay, connectNumber, useNavigation } from "../../app/navigation";
import { Button, CallOut, Chip } from "../../components";
import { useNow } from "../../host/clock";
import type { Account, Workspace } from "../../host/contract";
import { useHealth } from "../../host/queries";
import { ConnectNumber } from "./ConnectNumber";
import { Doctor } from "./doctor/Doctor";
import { Hub } from "./Hub";
import { Standing } from "./numbers/Standing";
import { Templates } from "./numbers/Templates";
import { Line, Section } from "./Section";
import { Webhook } from "./Webhook";

/** The numbers of the workspace, how they do, and the way to connect one. */
export function Numbers({ workspace }: { workspace: Workspace }) {
  const { t } = useLingui();
  const connecting = useNavigation((state) => state.overlay) === "connect";
  const sandbox = workspace.accounts.some((account) => account.sandbox);
  return (
    <Section
      title={t`Numbers`}
      about={t`Messages come in and go out over these.`}
      action={
        workspace.hub === null && (
          <Button kind="primary" onPress={connectNumber}>
            <Plus aria-hidden="true" />
            {t`Connect a number`}
          </Button>
        )
      }
    >
      {workspace.hub !== null && <Hub hub={workspace.hub} />}
      {sandbox && (
        <CallOut tone="ok" icon={<FlaskConical aria-hidden="true" />}>
          {t`This is the sandbox: the people are made up, nothing leaves this computer, nothing is to pay.`}
        </CallOut>
      )}
      <Doctor accounts={workspace.accounts} />
      {workspace.accounts.map((account) => (
        <Number key={account.account_id} account={account} />
      ))}
      {workspace.hub === null && <OwnKeys workspace={workspace} />}
      {workspace.hub === null && !sandbox && <Webhook />}
      <ConnectNumber isOpen={connecting && workspace.hub === null} onClose={closeOverlay} />
    </Section>
  );
}

function OwnKeys({ workspace }: { workspace: Workspace }) {
  const { t } = useLingui();
  return (
    <div className="settings__card">
      <Line
        name={t`Keys on this computer`}
        about={
          workspace.vault === "open"
            ? t`Kept in a file under your passphrase, the vault in the data folder.`
            : t`Kept in the system's keyring. Backups contain no keys.`
        }
      >
        <KeyRound aria-hidden="true" />
      </Line>
    </div>
  );
}

function Number({ account }: { account: Account }) {
  const { t } = useLingui();
  const format = useFormat();
  const now = useNow(10_000);
  const { data: health } = useHealth();
  const last = health?.last_webhook ?? null;
  const waiting = health?.waiting ?? 0;
  const unknown = health?.unknown ?? 0;
  return (
    <div className="settings__card">
      <div className="settings__number">
        <div className="grow">
          <strong>{account.name ?? t`Number without a name`}</strong>
          <div className="settings__about numbers selectable">{account.phone}</div>
        </div>
        {account.sandbox && <Chip tone="accent">{t`sandbox`}</Chip>}
        {account.set_up ? (
          <Chip tone="ok">
            <CircleCheck aria-hidden="true" />
            {t`connected`}
          </Chip>
        ) : (
          <Chip tone="warn">{t`seen, not set up`}</Chip>
        )}
      </div>
      <Line name={t`Receiving`}>
        <span className="quiet">
          {last === null ? t`nothing has come in yet` : t`last event ${format.length(now - last)} ago`}
        </span>
      </Line>
      <Standing account={account} />
      <Templates account={account} />
      <Line name={t`Outbox`}>
        <span className="quiet numbers">{format.number(waiting)}</span>
      </Line>
      <Line name={t`Not confirmed`} about={t`Sent, but WhatsApp has not said that it took them.`}>
        <span className="quiet numbers">{format.number(unknown)}</span>
      </Line>
    </div>
  );
}
