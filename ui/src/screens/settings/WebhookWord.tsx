import { useLingui } from "@lingui/react/macro";
import { Copy } from "lucide-react";

import { Button } from "../../components";
import { useNumberWebhook } from "../../host/queries";
import { useCopy } from "../inbox/copy";
import { Line } from "./Section";

/** The word that Meta's page for webhooks asks for beside the address, to be copied. */
export function WebhookWord() {
  const { t } = useLingui();
  const copy = useCopy();
  const word = useNumberWebhook().data?.verify_token ?? null;
  if (word === null) return null;
  return (
    <Line
      name={t`Verify token`}
      about={t`Where Meta asks for it beside the address of the webhook, which ends in /webhooks/meta.`}
    >
      <Button size="small" onPress={() => copy(word, t`Verify token copied`)}>
        <Copy aria-hidden="true" />
        {t`Copy`}
      </Button>
    </Line>
  );
}
