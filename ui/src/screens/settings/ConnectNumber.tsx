import { Trans, useLingui } from "@lingui/react/macro";
import { CircleAlert } from "lucide-react";
import { useState } from "react";

import { errorWords } from "../../app/errors";
import { Button, CallOut, Dialog, Field, toast } from "../../components";
import type { ConnectNumber as ConnectNumberRequest } from "../../host/contract";
import type { HostError } from "../../host/host";
import { useCommand } from "../../host/mutations";

const NOTHING = { token: "", app_secret: "", verify_token: "" };

/** Asks for the three values of a number and connects it. They go to the keyring and nowhere else. */
export function ConnectNumber({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const { t } = useLingui();
  const [values, setValues] = useState(NOTHING);
  const connect = useCommand("number_connect");
  const missing = Object.values(values).some((value) => value.trim() === "");
  const close = () => {
    setValues(NOTHING);
    connect.reset();
    onClose();
  };
  const connected = () => {
    toast(t`Number connected`);
    close();
  };
  const send = () => {
    if (!missing && !connect.isPending) connect.mutate(trimmed(values), { onSuccess: connected });
  };
  return (
    <Dialog
      title={t`Connect a number`}
      isOpen={isOpen}
      onClose={close}
      onAccept={send}
      footer={
        <>
          <Button onPress={close}>{t`Cancel`}</Button>
          <Button
            kind="primary"
            chord="Mod+Enter"
            onPress={send}
            reason={missing ? t`Fill in all three values` : undefined}
            pending={connect.isPending ? t`Checking…` : undefined}
          >
            {t`Connect`}
          </Button>
        </>
      }
    >
      <Values values={values} onChange={(some) => setValues({ ...values, ...some })} error={connect.error} />
    </Dialog>
  );
}

function trimmed({ token, app_secret, verify_token }: ConnectNumberRequest): ConnectNumberRequest {
  return { token: token.trim(), app_secret: app_secret.trim(), verify_token: verify_token.trim() };
}

function Values({
  values,
  onChange,
  error,
}: {
  values: ConnectNumberRequest;
  onChange: (some: Partial<ConnectNumberRequest>) => void;
  error: HostError | null;
}) {
  const { t, i18n } = useLingui();
  return (
    <div className="settings__form">
      <p>
        <Trans>
          Switchboard asks Meta which numbers this token may use and connects the first one. The values are kept in the
          system's keyring and are sent to Meta only.
        </Trans>
      </p>
      <Field
        label={t`Access token`}
        type="password"
        autoFocus
        value={values.token}
        onChange={(token) => onChange({ token })}
        help={t`Of a system user, so that it does not expire.`}
      />
      <Field
        label={t`App secret`}
        type="password"
        value={values.app_secret}
        onChange={(secret) => onChange({ app_secret: secret })}
        help={t`App settings, Basic. Incoming messages are checked by it.`}
      />
      <Field
        label={t`Verify token`}
        value={values.verify_token}
        onChange={(verify) => onChange({ verify_token: verify })}
        help={t`Any word that you also type in at the webhook's settings.`}
      />
      {error !== null && (
        <CallOut tone="danger" icon={<CircleAlert aria-hidden="true" />}>
          {i18n._(errorWords(error.body))}
        </CallOut>
      )}
    </div>
  );
}
