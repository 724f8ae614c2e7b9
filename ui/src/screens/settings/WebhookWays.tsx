import "./webhook.css";

import { useLingui } from "@lingui/react/macro";
import { Globe, Server, Waypoints } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Radio, RadioGroup } from "react-aria-components";

import { errorWords } from "../../app/errors";
import { Button, Field, Trouble } from "../../components";
import type { NumberWebhook, WebhookWay } from "../../host/contract";
import { useWebhookWay } from "../../host/mutations";
import { Copied } from "./Copied";

type Kind = "tunnel" | "address" | "hub";

/** The start of a hub, word for word. */
const HUB = "switchboard-hub serve --data /var/lib/switchboard --listen 127.0.0.1:8080";

/** Three ways of what comes in: a tunnel from this computer, an address of one's own, a hub. */
export function WebhookWays({ webhook }: { webhook: NumberWebhook }) {
  const { t, i18n } = useLingui();
  const [kind, setKind] = useState<Kind>(webhook.way?.way === "address" ? "address" : "tunnel");
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
        onChange={(chosen) => setKind(ways.find(({ id }) => id === chosen)?.id ?? "tunnel")}
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
      {kind === "address" && <Address key="address" webhook={webhook} onTell={lead.mutate} isHub={false} />}
      {kind === "hub" && <Address key="hub" webhook={webhook} onTell={lead.mutate} isHub />}
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

/** An address to be told to Meta, with everything that has to be set where it leads from. */
function Address({
  webhook,
  onTell,
  isHub,
}: {
  webhook: NumberWebhook;
  onTell: (way: WebhookWay) => void;
  isHub: boolean;
}) {
  const { t } = useLingui();
  const [typed, setTyped] = useState(webhook.way?.way === "address" ? webhook.way.url : "");
  const url = typed.trim();
  const isAddress = /^https?:\/\/[^\s/]+/u.test(url);
  const tell = () => isAddress && onTell({ way: "address", url });
  return (
    <div className="way-form way-form--lines">
      {isHub && (
        <>
          <p className="quiet">
            {t`Start it on the server, behind TLS, with the two values and the verify token in SWITCHBOARD_ACCESS_TOKEN, SWITCHBOARD_APP_SECRET and SWITCHBOARD_VERIFY_TOKEN. Messages are there then, and in every window that is paired with it: with --consoles it lets windows in, and its command pair prints a code for each.`}
          </p>
          <Copied label={t`Command`} text={HUB} />
        </>
      )}
      <div
        role="presentation"
        className="way-form__row"
        onKeyDown={(event) => {
          if (event.key !== "Enter" || !(event.target instanceof HTMLInputElement)) return;
          event.preventDefault();
          event.stopPropagation();
          tell();
        }}
      >
        <Field
          className="grow"
          label={isHub ? t`Public address of the hub` : t`Public address`}
          placeholder="https://polar-tea.example"
          value={typed}
          onChange={setTyped}
        />
        <Button onPress={tell} reason={isAddress ? undefined : t`It begins with https://`}>{t`Tell Meta`}</Button>
      </div>
      {!isHub && (
        <>
          <Copied label={t`It has to lead to`} text={webhook.door} />
          {isAddress && (
            <Copied label={t`Callback URL`} text={`${url.replace(/\/(webhooks\/meta\/?)?$/u, "")}/webhooks/meta`} />
          )}
        </>
      )}
      {webhook.verify_token !== null && <Copied label={t`Verify token`} text={webhook.verify_token} isSecret />}
    </div>
  );
}
