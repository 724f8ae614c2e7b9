import { useLingui } from "@lingui/react/macro";
import { LockKeyhole } from "lucide-react";
import { useEffect, useRef, useState } from "react";

import { errorWords } from "../../app/errors";
import { Button, Field, Trouble } from "../../components";
import type { ConnectFault, ConnectNumber, Opened } from "../../host/contract";
import { toHostError } from "../../host/host";
import { useCommand } from "../../host/mutations";
import { isPassphrase, NO_PASSPHRASE, VaultFields } from "../settings/VaultFields";
import { Page } from "./Page";

/** Of a fault, whose field it is said at: most are the token's. */
const OF_SECRET: ReadonlySet<ConnectFault["fault"]> = new Set(["secret_broken", "secret_of_another_app"]);

/** Two pasted values. Once they are known to be right they are kept, so that nothing is lost by a stop here. */
export function Credentials({
  isConnected,
  hasVault,
  onBack,
  onOpened,
  onSkip,
}: {
  /** Whether values are kept already. */
  isConnected: boolean;
  /** Whether they are kept in a vault, and no longer in the keyring. */
  hasVault: boolean;
  onBack: () => void;
  onOpened: (opened: Opened) => void;
  /** Goes on with the values that are kept. */
  onSkip: () => void;
}) {
  const { t, i18n } = useLingui();
  const [values, setValues] = useState<ConnectNumber>({ token: "", app_secret: "" });
  const token = useRef<HTMLInputElement>(null);
  const secret = useRef<HTMLInputElement>(null);
  const check = useCommand("number_check");
  const connect = useCommand("number_connect");
  const make = useCommand("vault_make");
  // Chosen by the operator, or because there is no keyring.
  const [inVault, setInVault] = useState(false);
  const [passphrase, setPassphrase] = useState(NO_PASSPHRASE);
  const asks = inVault && !hasVault;
  const pending = check.isPending || make.isPending || connect.isPending;
  const isEmpty = values.token.trim() === "" && values.app_secret.trim() === "";
  const missing = values.token.trim() === "" || values.app_secret.trim() === "";
  const unsaid = asks && !isPassphrase(passphrase);
  const error = check.error ?? make.error ?? connect.error;
  const fault = error?.body.fault ?? null;
  const words = error === null ? null : i18n._(errorWords(error.body));
  const atSecret = fault !== null && OF_SECRET.has(fault.fault);
  // By hand: Enter in the step before counts as a click of nobody's, after which nothing takes the focus by itself.
  useEffect(() => token.current?.focus(), []);
  // What is to be mended has the focus.
  useEffect(() => {
    if (fault !== null) (atSecret ? secret : token).current?.focus();
  }, [fault, atSecret]);
  const next = () => {
    if (pending) return;
    if (isEmpty && isConnected) onSkip();
    else if (!missing && !unsaid) void keep();
  };
  const keep = async () => {
    forget();
    try {
      const opened = await check.mutateAsync(values);
      if (asks) await make.mutateAsync({ passphrase: passphrase.first });
      await connect.mutateAsync(values);
      onOpened(opened);
    } catch (reason) {
      if (toHostError(reason).body.code === "no_keyring") setInVault(true);
    }
  };
  const forget = () => {
    check.reset();
    make.reset();
    connect.reset();
  };
  const change = (some: Partial<ConnectNumber>) => {
    forget();
    setValues({ ...values, ...some });
  };
  const goesOn = isEmpty && isConnected;
  const whyNot = goesOn
    ? undefined
    : missing
      ? t`Fill in both values`
      : unsaid
        ? t`Type the passphrase twice`
        : undefined;
  return (
    <Page
      title={t`Paste two values`}
      about={t`Both are in your app at Meta. Switchboard finds the business account and its numbers by itself.`}
      onBack={onBack}
      onNext={next}
      next={
        <Button
          kind="primary"
          size="large"
          type="submit"
          chord="Enter"
          reason={whyNot}
          pending={pending ? t`Checking…` : undefined}
        >
          {goesOn ? t`Keep the values` : t`Check`}
        </Button>
      }
    >
      <div className="first__fields">
        <Field
          ref={token}
          label={t`Access token`}
          type="password"
          size="large"
          value={values.token}
          onChange={(typed) => change({ token: typed })}
          help={t`Of a system user, so that it does not expire.`}
          error={fault !== null && !atSecret && words !== null ? words : undefined}
        />
        <Field
          ref={secret}
          label={t`App secret`}
          type="password"
          size="large"
          value={values.app_secret}
          onChange={(typed) => change({ app_secret: typed })}
          help={t`App settings, Basic. Incoming messages are checked by it.`}
          error={atSecret && words !== null ? words : undefined}
        />
        {isConnected && <p className="quiet">{t`Values that work are kept already. Others take their place.`}</p>}
        {asks && <VaultFields typed={passphrase} onChange={setPassphrase} />}
        {!inVault && !hasVault && (
          <Button kind="ghost" className="first__vault" onPress={() => setInVault(true)}>
            <LockKeyhole aria-hidden="true" />
            {t`Keep them under a passphrase instead of the keyring`}
          </Button>
        )}
        {/* At a field it is seen; here it is heard. */}
        <div role="status" className="unseen">
          {fault === null ? "" : words}
        </div>
        <Trouble words={fault === null ? words : null} />
      </div>
    </Page>
  );
}
