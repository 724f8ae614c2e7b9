import { useLingui } from "@lingui/react/macro";
import { useState } from "react";

import { useNumberWebhook } from "../../host/queries";
import { WebhookLight } from "./WebhookLight";
import { type Kind, kindOf, WebhookWays } from "./WebhookWays";

/** How what comes in for the numbers finds the way here. */
export function Webhook() {
  const { t } = useLingui();
  const { data: webhook } = useNumberWebhook();
  const [chosen, setChosen] = useState<Kind | null>(null);
  if (webhook === undefined || webhook.verify_token === null) return null;
  return (
    <section className="settings__form" aria-label={t`Webhook`}>
      <h3>{t`Webhook`}</h3>
      <WebhookWays webhook={webhook} kind={chosen ?? kindOf(webhook)} onKind={setChosen} />
      <WebhookLight webhook={webhook} />
    </section>
  );
}
