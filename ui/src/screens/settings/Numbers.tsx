import { useLingui } from "@lingui/react/macro";
import { FlaskConical, KeyRound, Plus } from "lucide-react";
import { useState } from "react";

import { closeOverlay, connectNumber, useNavigation } from "../../app/navigation";
import { Button, CallOut } from "../../components";
import type { AccountId, Workspace } from "../../host/contract";
import { ConnectNumber } from "./ConnectNumber";
import { Doctor } from "./doctor/Doctor";
import { Hub } from "./Hub";
import { NumberCard } from "./numbers/NumberCard";
import { ProfilePage } from "./profile/ProfilePage";
import { Line, Section } from "./Section";
import { Webhook } from "./Webhook";

/** The numbers of the workspace, how they do, and the way to connect one. */
export function Numbers({ workspace }: { workspace: Workspace }) {
  const { t } = useLingui();
  const connecting = useNavigation((state) => state.overlay) === "connect";
  const [profile, setProfile] = useState<{ of: AccountId; open: boolean } | null>(null);
  const shown = workspace.accounts.find((account) => profile?.open === true && account.account_id === profile.of);
  const limits = shown?.capabilities.profile;
  if (shown !== undefined && limits != null && !connecting) {
    return (
      <ProfilePage account={shown} limits={limits} onBack={() => setProfile({ of: shown.account_id, open: false })} />
    );
  }
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
        <NumberCard
          key={account.account_id}
          account={account}
          isAlone={workspace.accounts.length === 1}
          isBack={profile?.of === account.account_id}
          onProfile={() => setProfile({ of: account.account_id, open: true })}
        />
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
