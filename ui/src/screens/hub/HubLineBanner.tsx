import { Trans, useLingui } from "@lingui/react/macro";
import { CircleX, Gauge, WifiOff } from "lucide-react";

import { useFormat } from "../../app/format";
import { Banner } from "../../components";
import { useNow } from "../../host/clock";
import type { HubLine } from "../../host/contract";

/** What keeps the hub from WhatsApp. It is mended there: here it is only said. */
export function HubLineBanner({ line }: { line: HubLine }) {
  switch (line.connection) {
    case "offline":
      return <Offline line={line} />;
    case "credentials":
      return <Credentials />;
    case "slow_down":
      return <SlowDown line={line} />;
    default:
      return null;
  }
}

function Offline({ line }: { line: HubLine }) {
  const { t } = useLingui();
  const format = useFormat();
  const since = line.since === null ? null : format.clock(line.since);
  return (
    <Banner
      tone="warn"
      icon={<WifiOff aria-hidden="true" />}
      title={since === null ? t`The hub has no internet.` : t`The hub has no internet since ${since}.`}
    >
      <Trans>Keep writing, messages go out in order.</Trans>
    </Banner>
  );
}

function Credentials() {
  const { t } = useLingui();
  return (
    <Banner
      tone="danger"
      icon={<CircleX aria-hidden="true" />}
      title={t`WhatsApp does not accept the hub's access token.`}
    >
      <Trans>Incoming messages still arrive, replies wait. Put in a new token at the hub.</Trans>
    </Banner>
  );
}

function SlowDown({ line }: { line: HubLine }) {
  const { t } = useLingui();
  const format = useFormat();
  const now = useNow(1000);
  const left = line.resumes === null ? null : format.countdown(line.resumes - now);
  return (
    <Banner tone="warn" icon={<Gauge aria-hidden="true" />} title={t`WhatsApp asks the hub to slow down.`}>
      {left === null ? <Trans>Sending resumes by itself.</Trans> : <Trans>Sending resumes in {left}.</Trans>}
    </Banner>
  );
}
