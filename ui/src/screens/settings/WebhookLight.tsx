import { Trans, useLingui } from "@lingui/react/macro";

import { useFormat } from "../../app/format";
import { Button } from "../../components";
import type { Callback, NumberWebhook } from "../../host/contract";
import { LightRow } from "./LightRow";

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
        <LightRow
          tone="danger"
          name={t`Signature does not match`}
          about={t`The app secret belongs to another app. Nothing was stored.`}
          action={onMend === undefined ? null : <Button size="small" onPress={onMend}>{t`Fix in step 2`}</Button>}
        />
      )}
      {signed === null ? (
        <LightRow tone="none" name={t`First event`} about={t`Nothing signed has arrived yet`} />
      ) : (
        <LightRow tone={wrong ? "none" : "ok"} name={t`A signed event arrived`} about={format.exact(signed)} />
      )}
    </div>
  );
}

function CallbackRow({ callback }: { callback: Callback }) {
  const { t } = useLingui();
  switch (callback.state) {
    case "unset":
      return <LightRow tone="none" name={t`Address`} about={t`Meta was not told one from here`} />;
    case "opening":
      return <LightRow tone="wait" name={t`Opening the tunnel…`} about={t`This takes a few seconds`} />;
    case "no_tunnel":
      return (
        <LightRow
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
        <LightRow
          tone="danger"
          name={t`cloudflared opened no tunnel`}
          about={t`Is there a connection to the internet? It is tried again by itself.`}
        />
      );
    case "telling":
      return <LightRow tone="wait" name={t`Telling Meta the address…`} about={callback.address} />;
    case "told":
      return <LightRow tone="ok" name={t`Meta verified the address`} about={callback.address} />;
    case "refused":
      return (
        <LightRow
          tone="danger"
          name={t`Meta did not accept the address`}
          about={t`Nothing answered as it must at ${callback.address}. It is tried again by itself.`}
        />
      );
  }
}
