import "./health.css";

import { useLingui } from "@lingui/react/macro";
import {
  AppWindow,
  CircleAlert,
  MessageSquareReply,
  MoonStar,
  PanelTop,
  SquareMousePointer,
  Volume2,
} from "lucide-react";
import type { ReactNode } from "react";

import { errorWords } from "../../../app/errors";
import { Button, Empty, Late, Skeleton } from "../../../components";
import type { AlertHealth } from "../../../host/contract";
import { toHostError } from "../../../host/host";
import { useAlertHealth } from "../../../host/notifications";
import { AbilityChip } from "./AbilityChip";
import { TryIt } from "./TryIt";

/** What this system can do for an alert, each thing with a way to try it. */
export function HealthCard() {
  const { t, i18n } = useLingui();
  const health = useAlertHealth();
  return (
    <section className="alerts__section">
      <div className="sounds-panel__head">
        <h2>{t`What works on this computer`}</h2>
      </div>
      {health.data !== undefined ? (
        <Abilities health={health.data} />
      ) : health.error !== null ? (
        <Empty
          icon={<CircleAlert aria-hidden="true" />}
          title={t`The system did not answer`}
          action={<Button onPress={() => void health.refetch()}>{t`Try again`}</Button>}
        >
          {i18n._(errorWords(toHostError(health.error).body))}
        </Empty>
      ) : (
        <Late>
          <Skeleton width="100%" height="240px" />
        </Late>
      )}
    </section>
  );
}

function Abilities({ health }: { health: AlertHealth }) {
  const { t } = useLingui();
  const { program } = health;
  return (
    <ul className="alerts__card health">
      <Line
        icon={<PanelTop aria-hidden="true" />}
        name={t`Banners`}
        about={program === null ? t`No program shows them. Install a notification service.` : t`Shown by ${program}`}
        state={<AbilityChip ability={health.banner} />}
      >
        <TryIt what="banner" ability={health.banner} />
      </Line>
      <Line
        icon={<SquareMousePointer aria-hidden="true" />}
        name={t`Buttons on banners`}
        about={t`Open, mark read, snooze, mute.`}
        state={<AbilityChip ability={health.actions} />}
      >
        <TryIt what="action" ability={health.actions} />
      </Line>
      <Line
        icon={<MessageSquareReply aria-hidden="true" />}
        name={t`An answer typed into the banner`}
        about={health.reply === "works" ? t`The banner has a field.` : t`The banner opens the chat instead.`}
        state={<AbilityChip ability={health.reply} />}
      />
      <Line
        icon={<Volume2 aria-hidden="true" />}
        name={t`Sound`}
        about={health.sound === "absent" ? t`Connect a sound device.` : t`Played by Switchboard itself.`}
        state={<AbilityChip ability={health.sound} />}
      >
        <TryIt what="sound" ability={health.sound} />
      </Line>
      <Line
        icon={<AppWindow aria-hidden="true" />}
        name={t`Tray`}
        about={health.tray === "absent" ? t`Closing the window ends Switchboard here.` : t`The badge stands there too.`}
        state={<AbilityChip ability={health.tray} />}
      />
      <Line
        icon={<MoonStar aria-hidden="true" />}
        name={t`The system's do-not-disturb`}
        about={t`While it is on, Switchboard plays no sound either.`}
        state={<Focus on={health.focus} />}
      />
    </ul>
  );
}

function Focus({ on }: { on: boolean | null }) {
  const { t } = useLingui();
  const words = on === null ? t`cannot be read` : on ? t`on` : t`off`;
  return <span className={on === true ? "health__on" : "quiet"}>{words}</span>;
}

function Line({
  icon,
  name,
  about,
  state,
  children,
}: {
  icon: ReactNode;
  name: string;
  about: string;
  state: ReactNode;
  children?: ReactNode;
}) {
  return (
    <li className="health__line">
      {icon}
      <span className="health__words">
        <span>{name}</span>
        <span className="alerts__about">{about}</span>
      </span>
      <span className="health__end">{state}</span>
      {children}
    </li>
  );
}
