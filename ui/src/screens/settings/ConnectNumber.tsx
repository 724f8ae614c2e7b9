import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";

import { errorWords } from "../../app/errors";
import { Button, Dialog, Field, toast, Trouble } from "../../components";
import type { ConnectNumber as Values } from "../../host/contract";
import { useCommand } from "../../host/mutations";
import { Opened } from "./Opened";
import { isPassphrase, NO_PASSPHRASE, VaultFields } from "./VaultFields";

const NOTHING: Values = { token: "", app_secret: "" };

/** Asks for the two values of a number, shows what they open, and connects it. They go to the keyring and nowhere else. */
export function ConnectNumber({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const { t, i18n } = useLingui();
  const [values, setValues] = useState(NOTHING);
  const check = useCommand("number_check");
  const connect = useCommand("number_connect");
  const make = useCommand("vault_make");
  const [passphrase, setPassphrase] = useState(NO_PASSPHRASE);
  // There is no keyring: the operator may have a vault instead.
  const asks = connect.error?.body.code === "no_keyring";
  const missing = values.token.trim() === "" || values.app_secret.trim() === "";
  const unsaid = asks && !isPassphrase(passphrase);
  const whyNot = missing ? t`Fill in both values` : unsaid ? t`Type the passphrase twice` : undefined;
  const pending = check.isPending || make.isPending || connect.isPending;
  const opened = check.data;
  const forget = () => {
    check.reset();
    connect.reset();
    make.reset();
  };
  const close = () => {
    setValues(NOTHING);
    setPassphrase(NO_PASSPHRASE);
    forget();
    onClose();
  };
  const connected = () => {
    toast(t`Number connected`);
    close();
  };
  const next = () => {
    if (whyNot !== undefined || pending) return;
    if (opened === undefined) return check.mutate(values);
    // What was looked at, whatever was typed meanwhile.
    const looked = check.variables;
    const keep = () => connect.mutate(looked, { onSuccess: connected });
    if (asks) make.mutate({ passphrase: passphrase.first }, { onSuccess: keep });
    else keep();
  };
  const error = check.error ?? make.error ?? connect.error;
  return (
    <Dialog
      title={t`Connect a number`}
      isOpen={isOpen}
      onClose={close}
      onAccept={next}
      footer={
        <>
          {opened !== undefined && <Button onPress={forget}>{t`Back`}</Button>}
          <Button onPress={close}>{t`Cancel`}</Button>
          <Button
            kind="primary"
            chord="Mod+Enter"
            onPress={next}
            reason={whyNot}
            pending={pending ? t`Checking…` : undefined}
          >
            {opened === undefined ? (
              t`Check`
            ) : (
              <Plural value={opened.numbers.length} one="Connect it" other="Connect all" />
            )}
          </Button>
        </>
      }
    >
      {opened === undefined ? <Paste values={values} onChange={setValues} /> : <Opened opened={opened} />}
      {asks && <VaultFields typed={passphrase} onChange={setPassphrase} />}
      <Trouble words={error === null ? null : i18n._(errorWords(error.body))} />
    </Dialog>
  );
}

function Paste({ values, onChange }: { values: Values; onChange: (values: Values) => void }) {
  const { t } = useLingui();
  return (
    <div className="settings__form">
      <p>
        <Trans>
          Two values of your app at Meta are enough: Switchboard finds the numbers by itself. They are kept in the
          system's keyring and are sent to Meta only.
        </Trans>
      </p>
      <Field
        label={t`Access token`}
        type="password"
        autoFocus
        value={values.token}
        onChange={(token) => onChange({ ...values, token })}
        help={t`Of a system user, so that it does not expire.`}
      />
      <Field
        label={t`App secret`}
        type="password"
        value={values.app_secret}
        onChange={(secret) => onChange({ ...values, app_secret: secret })}
        help={t`App settings, Basic. Incoming messages are checked by it.`}
      />
    </div>
  );
}
