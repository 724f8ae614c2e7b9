import { useLingui } from "@lingui/react/macro";
import { useEffect, useRef, useState } from "react";

import { errorWords } from "../../app/errors";
import { Button, Field } from "../../components";
import { toHostError } from "../../host/host";
import { useCommand } from "../../host/mutations";
import { Copied } from "../settings/Copied";
import { isPassphrase, NO_PASSPHRASE, VaultFields } from "../settings/VaultFields";
import { Page } from "./Page";

/** What is typed where the hub runs. */
const PAIR = "sudo switchboard-hub pair --data /var/lib/switchboard --address hub.example:8443";

/** A code that a hub printed makes this window one of its consoles. */
export function JoinHub({ hasVault, onBack }: { hasVault: boolean; onBack: () => void }) {
  const { t, i18n } = useLingui();
  const [code, setCode] = useState("");
  const field = useRef<HTMLInputElement>(null);
  const join = useCommand("hub_join", { refused: () => field.current?.focus() });
  const make = useCommand("vault_make");
  // There is no keyring: what this window is known by at the hub goes under a passphrase.
  const [inVault, setInVault] = useState(false);
  const [passphrase, setPassphrase] = useState(NO_PASSPHRASE);
  const asks = inVault && !hasVault;
  useEffect(() => field.current?.focus(), []);
  const isEmpty = code.trim() === "";
  const unsaid = asks && !isPassphrase(passphrase);
  const pending = join.isPending || make.isPending;
  const error = make.error ?? join.error;
  const forget = () => {
    make.reset();
    join.reset();
  };
  const pair = async () => {
    forget();
    try {
      if (asks) await make.mutateAsync({ passphrase: passphrase.first });
      await join.mutateAsync({ code });
    } catch (reason) {
      if (toHostError(reason).body.code === "no_keyring") setInVault(true);
    }
  };
  const next = () => {
    if (!isEmpty && !unsaid && !pending) void pair();
  };
  return (
    <Page
      title={t`Paste the code of the hub`}
      about={t`Chats, people and consent come from the hub. It sends and keeps the keys; this window shows and decides with it.`}
      onBack={onBack}
      onNext={next}
      next={
        <Button
          kind="primary"
          size="large"
          type="submit"
          chord="Enter"
          reason={isEmpty ? t`Paste the code` : unsaid ? t`Type the passphrase twice` : undefined}
          pending={pending ? t`Pairing…` : undefined}
        >
          {t`Pair`}
        </Button>
      }
    >
      <div className="first__fields">
        <Copied label={t`Whoever runs the hub types there`} text={PAIR} />
        <Field
          ref={field}
          label={t`Code`}
          size="large"
          value={code}
          onChange={(typed) => {
            forget();
            setCode(typed);
          }}
          help={t`It is used once, within ten minutes.`}
          error={error === null ? undefined : i18n._(errorWords(error.body))}
        />
        {asks && <VaultFields typed={passphrase} onChange={setPassphrase} />}
      </div>
    </Page>
  );
}
