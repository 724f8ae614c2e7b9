import { plural } from "@lingui/core/macro";
import { Trans, useLingui } from "@lingui/react/macro";
import { CircleX, ServerOff, TriangleAlert } from "lucide-react";
import { type ReactNode, useState } from "react";

import { useFormat } from "../../app/format";
import { go, useNavigation } from "../../app/navigation";
import { Banner, Button } from "../../components";
import type { Health, HubFault } from "../../host/contract";
import { HubLineBanner } from "./HubLineBanner";
import { HubOutbox } from "./HubOutbox";

/** The one trouble with the hub that is worth a line. */
export function HubBanner({ health }: { health: Health }) {
  const [isOpen, setOpen] = useState(false);
  const show = () => setOpen(true);
  return (
    <>
      <Trouble health={health} onShow={show} />
      <HubOutbox isOpen={isOpen} onClose={() => setOpen(false)} />
    </>
  );
}

function Trouble({ health, onShow }: { health: Health; onShow: () => void }): ReactNode {
  if (health.connection === "credentials") return <Unknown />;
  if (health.hub_fault !== null) return <Apart fault={health.hub_fault} />;
  if (health.connection === "offline") return <Away health={health} onShow={onShow} />;
  if (health.hub_line?.connection === "credentials") return <HubLineBanner line={health.hub_line} />;
  if (health.hub_refused > 0) return <Refused count={health.hub_refused} onShow={onShow} />;
  return health.hub_line === null ? null : <HubLineBanner line={health.hub_line} />;
}

function Away({ health, onShow }: { health: Health; onShow: () => void }) {
  const { t } = useLingui();
  const format = useFormat();
  const since = health.since === null ? null : format.clock(health.since);
  const waiting = health.for_hub;
  return (
    <Banner
      tone="warn"
      icon={<ServerOff aria-hidden="true" />}
      title={since === null ? t`The hub cannot be reached.` : t`The hub cannot be reached since ${since}.`}
      action={
        waiting > 0 && (
          <Button size="small" onPress={onShow}>
            {t`${plural(waiting, { one: "# waiting", other: "# waiting" })}`}
          </Button>
        )
      }
    >
      <Trans>Keep working: what you decide waits on this computer and is done when the hub is back.</Trans>
    </Banner>
  );
}

function Unknown() {
  const { t } = useLingui();
  return (
    <Banner
      tone="danger"
      icon={<CircleX aria-hidden="true" />}
      title={t`The hub does not know this computer any more.`}
      action={<ToSettings />}
    >
      <Trans>What you see stays as it was. Leave the hub in Settings, then pair with a new code.</Trans>
    </Banner>
  );
}

function Apart({ fault }: { fault: HubFault }) {
  const { t } = useLingui();
  const words: Record<HubFault, { title: string; todo: string }> = {
    restored: {
      title: t`The hub goes on from an older state.`,
      todo: t`What you see is what it was before. Leave the hub in Settings, then pair with a new code.`,
    },
    another: {
      title: t`Another hub answers at the address of yours.`,
      todo: t`It was set up or restored anew, or somebody stands in between. Ask whoever runs it; then leave the hub in Settings and pair with a new code.`,
    },
    version: {
      title: t`The hub and this Switchboard are of different versions.`,
      todo: t`What you see stays as it was, and what you decide waits. Update the older one of them.`,
    },
  };
  return (
    <Banner
      tone="danger"
      icon={<ServerOff aria-hidden="true" />}
      title={words[fault].title}
      action={fault !== "version" && <ToSettings />}
    >
      {words[fault].todo}
    </Banner>
  );
}

/** Not offered where it leads nowhere. */
function ToSettings() {
  const { t } = useLingui();
  const screen = useNavigation((state) => state.screen);
  if (screen === "settings") return null;
  return (
    <Button kind="primary" size="small" onPress={() => go("settings")}>
      {t`Settings`}
    </Button>
  );
}

function Refused({ count, onShow }: { count: number; onShow: () => void }) {
  const { t } = useLingui();
  return (
    <Banner
      tone="warn"
      icon={<TriangleAlert aria-hidden="true" />}
      title={t`${plural(count, { one: "The hub did not do # of your decisions.", other: "The hub did not do # of your decisions." })}`}
      action={<Button size="small" onPress={onShow}>{t`Show`}</Button>}
    >
      <Trans>They were made while it could not be reached.</Trans>
    </Banner>
  );
}
