import { useLingui } from "@lingui/react/macro";
import { useState } from "react";

import { Button } from "../../components";
import { useNumberWebhook } from "../../host/queries";
import { WebhookLight } from "../settings/WebhookLight";
import { type Kind, kindOf, WebhookWays } from "../settings/WebhookWays";
import { Page } from "./Page";

/** How what comes in finds the way here, and whether it does. */
export function LetIn({
  onBack,
  onMend,
  onNext,
  onLeave,
}: {
  onBack: () => void;
  /** Goes to where the app secret is. */
  onMend: () => void;
  onNext: () => void;
  onLeave: () => void;
}) {
  const { t } = useLingui();
  const { data: webhook } = useNumberWebhook();
  const [chosen, setChosen] = useState<Kind | null>(null);
  const kind = chosen ?? kindOf(webhook);
  const isKnown = webhook !== undefined && (webhook.callback.state === "told" || webhook.signed !== null);
  // What a hub takes in is not seen here: the way on is to become one of its consoles.
  const works = isKnown && kind !== "hub";
  return (
    <Page
      title={t`Let messages in`}
      about={t`WhatsApp delivers messages to a public address. Choose how it leads to this computer.`}
      takesFocus
      onBack={onBack}
      onNext={() => works && onNext()}
      remark={<Button kind="ghost" onPress={onLeave}>{t`Do this later`}</Button>}
      next={
        <Button
          kind="primary"
          size="large"
          type="submit"
          chord="Enter"
          reason={works ? undefined : isKnown ? t`Pair with the hub first` : t`Meta does not know an address yet`}
        >
          {t`Continue`}
        </Button>
      }
    >
      {webhook !== undefined && (
        <div className="first__wide">
          <WebhookWays webhook={webhook} kind={kind} onKind={setChosen} />
          <WebhookLight webhook={webhook} onMend={onMend} />
        </div>
      )}
    </Page>
  );
}
