import "./webhook.css";

import { useLingui } from "@lingui/react/macro";
import { Globe, Server, Waypoints } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Radio, RadioGroup } from "react-aria-components";

import { errorWords } from "../../app/errors";
import { Button, Trouble } from "../../components";
import type { NumberWebhook, WebhookWay } from "../../host/contract";
import { useWebhookWay } from "../../host/mutations";
import { Copied } from "./Copied";
import { HubWay } from "./HubWay";
import { isAddress, TellMeta, toldOf } from "./TellMeta";

/** A way as it is chosen here. */
export type Kind = "tunnel" | "address" | "hub";

/** The way that is in force; one that nobody chose yet is the one that needs least. */
export function kindOf(webhook: NumberWebhook | undefined): Kind {
  return webhook?.way?.way === "address" ? "address" : "tunnel";
}

/** Three ways of what comes in: a tunnel from this computer, an address of one's own, a hub. */
export function WebhookWays({
  webhook,
  kind,
  onKind,
}: {
  webhook: NumberWebhook;
  kind: Kind;
  onKind: (kind: Kind) => void;
}) {
  const { t, i18n } = useLingui();
  const lead = useWebhookWay();
  const ways: { id: Kind; icon: ReactNode; name: string; about: string }[] = [
    {
      id: "tunnel",
      icon: <Waypoints aria-hidden="true" />,
      name: t`This computer, through a tunnel`,
      about: t`No server and no account: Cloudflare's program gives this computer an address while Switchboard runs.`,
    },
    {
      id: "address",
      icon: <Globe aria-hidden="true" />,
      name: t`An address of your own`,
      about: t`You have a domain, a reverse proxy or a tunnel of your own that leads here.`,
    },
    {
      id: "hub",
      icon: <Server aria-hidden="true" />,
      name: t`A hub on a server`,
      about: t`Switchboard without a window, for a number that has to be reached day and night.`,
    },
  ];
  return (
    <>
      <RadioGroup
        className="ways"
        aria-label={t`How messages reach you`}
        value={kind}
        onChange={(chosen) => onKind(ways.find(({ id }) => id === chosen)?.id ?? "tunnel")}
      >
        {ways.map(({ id, icon, name, about }) => (
          <Radio key={id} value={id} className="way">
            {icon}
            <span className="grow">
              <strong>{name}</strong>
              <span className="way__about">{about}</span>
            </span>
          </Radio>
        ))}
      </RadioGroup>
      {kind === "tunnel" && <Tunnel webhook={webhook} onOpen={() => lead.mutate({ way: "tunnel" })} />}
      {kind === "address" && <Address webhook={webhook} onTell={lead.mutate} />}
      {kind === "hub" && <HubWay webhook={webhook} onTell={lead.mutate} />}
      <Trouble words={lead.error === null ? null : i18n._(errorWords(lead.error.body))} />
    </>
  );
}

function Tunnel({ webhook, onOpen }: { webhook: NumberWebhook; onOpen: () => void }) {
  const { t } = useLingui();
  const isChosen = webhook.way?.way === "tunnel";
  return (
    <div className="way-form">
      <p className="grow quiet">
        {t`The address is a new one each time. Switchboard tells it to Meta by itself, each time it starts.`}
      </p>
      <Button onPress={onOpen}>{isChosen ? t`Open it anew` : t`Open the tunnel`}</Button>
    </div>
  );
}

/** An address of one's own, with where it has to lead. */
function Address({ webhook, onTell }: { webhook: NumberWebhook; onTell: (way: WebhookWay) => void }) {
  const { t } = useLingui();
  const [typed, setTyped] = useState(toldOf(webhook));
  const url = typed.trim();
  return (
    <div className="way-form way-form--lines">
      <TellMeta label={t`Public address`} typed={typed} onType={setTyped} onTell={onTell} />
      <Copied label={t`It has to lead to`} text={webhook.door} />
      {isAddress(url) && (
        <Copied label={t`Callback URL`} text={`${url.replace(/\/(webhooks\/meta\/?)?$/u, "")}/webhooks/meta`} />
      )}
      {webhook.verify_token !== null && <Copied label={t`Verify token`} text={webhook.verify_token} isSecret />}
    </div>
  );
}
