import { useLingui } from "@lingui/react/macro";
import { useRef, useState } from "react";

import { errorWords } from "../../app/errors";
import { Button, EnterRow, Field } from "../../components";
import type { NumberWebhook, WebhookWay } from "../../host/contract";
import { useCommand } from "../../host/mutations";
import { Copied } from "./Copied";
import { TellMeta, toldOf } from "./TellMeta";

/** What is typed on the server, word for word: the hub's start, and a code for this window. */
const SERVE = "switchboard-hub serve --data /var/lib/switchboard --listen 127.0.0.1:8080 --consoles 0.0.0.0:8443";
const PAIR = "switchboard-hub pair --data /var/lib/switchboard --address hub.example:8443";

/** The hub has the same two values, and the word by which Meta knows the address. */
const secretsOf = (verifyToken: string) =>
  `SWITCHBOARD_ACCESS_TOKEN=… SWITCHBOARD_APP_SECRET=… SWITCHBOARD_VERIFY_TOKEN=${verifyToken}`;

/** The number moves to a hub: it is started, Meta is told its address, and this window becomes one of its consoles. */
export function HubWay({ webhook, onTell }: { webhook: NumberWebhook; onTell: (way: WebhookWay) => void }) {
  const { t } = useLingui();
  const [typed, setTyped] = useState(toldOf(webhook));
  return (
    <ol className="way-steps">
      <li className="way-form way-form--lines">
        <p>{t`Start the hub on the server, behind TLS, with your two values and this verify token in its environment.`}</p>
        <Copied label={t`Environment`} text={secretsOf(webhook.verify_token ?? "")} isSecret />
        <Copied label={t`Command`} text={SERVE} />
      </li>
      <li className="way-form way-form--lines">
        <p>{t`Tell Meta where it is. The hub has to run: Meta asks it at once.`}</p>
        <TellMeta label={t`Public address of the hub`} typed={typed} onType={setTyped} onTell={onTell} />
      </li>
      <li className="way-form way-form--lines">
        <p>
          {t`Pair this window with it. From then on the hub alone sends and has the two values; they are taken away from this computer. Chats that are here already move there by a backup, restored on the server before the hub is started.`}
        </p>
        <Copied label={t`Prints the code`} text={PAIR} />
        <Pair />
      </li>
    </ol>
  );
}

function Pair() {
  const { t, i18n } = useLingui();
  const [code, setCode] = useState("");
  const field = useRef<HTMLInputElement>(null);
  const join = useCommand("hub_join", { refused: () => field.current?.focus() });
  const isEmpty = code.trim() === "";
  const pair = () => {
    if (!isEmpty && !join.isPending) join.mutate({ code });
  };
  return (
    <EnterRow className="way-form__row" onEnter={pair}>
      <Field
        ref={field}
        className="grow"
        label={t`Code`}
        value={code}
        onChange={(typed) => {
          join.reset();
          setCode(typed);
        }}
        help={t`It is used once, within ten minutes.`}
        error={join.error === null ? undefined : i18n._(errorWords(join.error.body))}
      />
      <Button
        onPress={pair}
        reason={isEmpty ? t`Paste the code` : undefined}
        pending={join.isPending ? t`Pairing…` : undefined}
      >
        {t`Pair`}
      </Button>
    </EnterRow>
  );
}
