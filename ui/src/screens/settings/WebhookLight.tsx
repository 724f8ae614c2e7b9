import "./webhook.css";

import { Trans, useLingui } from "@lingui/react/macro";
import { Circle, CircleCheck, CircleDashed, CircleX } from "lucide-react";
import type { ReactNode } from "react";

import { useFormat } from "../../app/format";
import { Button } from "../../components";
import type { Callback, NumberWebhook } from "../../host/contract";

type Tone = "none" | "wait" | "ok" | "danger";

const ICONS: Readonly<Record<Tone, ReactNode>> = {
  none: <Circle aria-hidden="true" />,
  wait: <CircleDashed aria-hidden="true" />,
  ok: <CircleCheck aria-hidden="true" />,
  danger: <CircleX aria-hidden="true" />,
};

/** Whether the provider knows the way here, and whether something came by it: green by a signed webhook alone. */
export function WebhookLight({ webhook, onMend }: { webhook: NumberWebhook; onMend?: () => void }) {
  const { t } = useLingui();
  const format = useFormat();
  const { signed, forged } = webhook;
  const wrong = forged !== null && forged > (signed ?? 0);
  return (
    <div className="light" role="status" aria-label={t`What arrives`}>
      <CallbackRow callback={webhook.callback} />
      {wrong && (
        <Row
          tone="danger"
          name={t`Signature does not match`}
          about={t`The app secret belongs to another app. Nothing was stored.`}
          action={onMend === undefined ? null : <Button size="small" onPress={onMend}>{t`Fix in step 2`}</Button>}
        />
      )}
      {signed === null ? (
        <Row tone="none" name={t`First event`} about={t`Nothing signed has arrived yet`} />
      ) : (
        <Row tone={wrong ? "none" : "ok"} name={t`A signed event arrived`} about={format.exact(signed)} />
      )}
    </div>
  );
}

function CallbackRow({ callback }: { callback: Callback }) {
  const { t } = useLingui();
  switch (callback.state) {
    case "unset":
      return <Row tone="none" name={t`Address`} about={t`Meta was not told one from here`} />;
    case "opening":
      return <Row tone="wait" name={t`Opening the tunnel…`} about={t`This takes a few seconds`} />;
    case "no_tunnel":
      return (
        <Row
          tone="danger"
          name={t`cloudflared is not on this computer`}
          about={
            <Trans>
              Get it from <span className="selectable">github.com/cloudflare/cloudflared/releases</span>, or with
              “winget install Cloudflare.cloudflared” on Windows, “brew install cloudflared” on a Mac. Switchboard goes
              on by itself once it is there.
            </Trans>
          }
        />
      );
    case "tunnel_failed":
      return (
        <Row
          tone="danger"
          name={t`cloudflared opened no tunnel`}
          about={t`Is there a connection to the internet? It is tried again by itself.`}
        />
      );
    case "telling":
      return <Row tone="wait" name={t`Telling Meta the address…`} about={callback.address} />;
    case "told":
      return <Row tone="ok" name={t`Meta verified the address`} about={callback.address} />;
    case "refused":
      return (
        <Row
          tone="danger"
          name={t`Meta did not accept the address`}
          about={t`Nothing answered as it must at ${callback.address}. It is tried again by itself.`}
        />
      );
  }
}

function Row({ tone, name, about, action }: { tone: Tone; name: string; about: ReactNode; action?: ReactNode }) {
  return (
    <div className={`light__row light__row--${tone}`}>
      {ICONS[tone]}
      <div className="grow">
        <div>{name}</div>
        <div className="light__about">{about}</div>
      </div>
      {action}
    </div>
  );
}
