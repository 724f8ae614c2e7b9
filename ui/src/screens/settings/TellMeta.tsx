import { useLingui } from "@lingui/react/macro";

import { Button, EnterRow, Field } from "../../components";
import type { NumberWebhook, WebhookWay } from "../../host/contract";

/** Whether what was typed is an address of the web. */
export function isAddress(url: string): boolean {
  return /^https?:\/\/[^\s/]+/u.test(url);
}

/** The address that Meta was told before. */
export function toldOf({ way }: NumberWebhook): string {
  return way?.way === "address" ? way.url : "";
}

/** An address that is typed and told to Meta, by Enter too. */
export function TellMeta({
  label,
  typed,
  onType,
  onTell,
}: {
  label: string;
  typed: string;
  onType: (typed: string) => void;
  onTell: (way: WebhookWay) => void;
}) {
  const { t } = useLingui();
  const url = typed.trim();
  const tell = () => isAddress(url) && onTell({ way: "address", url });
  return (
    <EnterRow className="way-form__row" onEnter={tell}>
      <Field className="grow" label={label} placeholder="https://polar-tea.example" value={typed} onChange={onType} />
      <Button onPress={tell} reason={isAddress(url) ? undefined : t`It begins with https://`}>{t`Tell Meta`}</Button>
    </EnterRow>
  );
}
