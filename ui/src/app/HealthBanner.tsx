import { plural } from "@lingui/core/macro";
import { Trans, useLingui } from "@lingui/react/macro";
import { CircleX, Gauge, WifiOff } from "lucide-react";
import { Suspense } from "react";

import { Banner, Button } from "../components";
import { useNow } from "../host/clock";
import type { Health, PairedHub } from "../host/contract";
import { useHealth } from "../host/queries";
import { useFormat } from "./format";
import { connectNumber } from "./navigation";
import { part } from "./part";

const HubBanner = part(() => import("../screens/hub/HubBanner").then((file) => file.HubBanner));

/** The one trouble of the connection that is worth a line, above whatever screen is open. */
export function HealthBanner({ hub }: { hub: PairedHub | null }) {
  const { data: health } = useHealth();
  if (hub !== null) return <Suspense>{health === undefined ? null : <HubBanner health={health} />}</Suspense>;
  switch (health?.connection) {
    case "offline":
      return <Offline health={health} />;
    case "credentials":
      return <Credentials health={health} />;
    case "slow_down":
      return <SlowDown health={health} />;
    default:
      return null;
  }
}

function Offline({ health }: { health: Health }) {
  const { t } = useLingui();
  const format = useFormat();
  const since = health.since === null ? null : format.clock(health.since);
  return (
    <Banner
      tone="warn"
      icon={<WifiOff aria-hidden="true" />}
      title={since === null ? t`No internet.` : t`No internet since ${since}.`}
      action={<Waiting count={health.waiting} />}
    >
      <Trans>Keep writing, messages go out in order.</Trans>
    </Banner>
  );
}

function Credentials({ health }: { health: Health }) {
  const { t } = useLingui();
  const format = useFormat();
  const since = health.since === null ? null : format.clock(health.since);
  const waiting = health.waiting;
  return (
    <Banner
      tone="danger"
      icon={<CircleX aria-hidden="true" />}
      title={since === null ? t`The access token is not accepted.` : t`The access token expired at ${since}.`}
      action={
        <Button kind="primary" size="small" onPress={connectNumber}>
          {t`Renew token`}
        </Button>
      }
    >
      <Trans>Incoming messages still arrive.</Trans>{" "}
      {waiting > 0 &&
        t`${plural(waiting, {
          one: "# reply waits in the outbox and goes out in order.",
          other: "# replies wait in the outbox and go out in order.",
        })}`}
    </Banner>
  );
}

function SlowDown({ health }: { health: Health }) {
  const { t } = useLingui();
  const format = useFormat();
  const now = useNow(1000);
  const left = health.resumes === null ? null : format.countdown(health.resumes - now);
  return (
    <Banner
      tone="warn"
      icon={<Gauge aria-hidden="true" />}
      title={t`WhatsApp asks us to slow down.`}
      action={<Waiting count={health.waiting} />}
    >
      {left === null ? <Trans>Sending resumes by itself.</Trans> : <Trans>Sending resumes in {left}.</Trans>}
    </Banner>
  );
}

function Waiting({ count }: { count: number }) {
  const { t } = useLingui();
  if (count === 0) return null;
  return <span className="banner__count">{t`${plural(count, { one: "# waiting", other: "# waiting" })}`}</span>;
}
