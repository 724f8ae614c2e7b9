import "./sounds.css";

import { useLingui } from "@lingui/react/macro";
import { CircleAlert, Volume1, Volume2, VolumeX } from "lucide-react";

import { errorWords } from "../../../app/errors";
import { useErrorToast } from "../../../app/useErrorToast";
import { Button, Empty, Late, Skeleton, Slider } from "../../../components";
import type { NotificationRules } from "../../../host/contract";
import { toHostError } from "../../../host/host";
import { useLevelSave } from "../../../host/notification-mutations";
import { useSounds } from "../../../host/notifications";
import { AddSound } from "./AddSound";
import { Output } from "./Output";
import { SoundList } from "./SoundList";

const FULL = 100;

/** The sounds there are, how loud they are, and the way to bring one of one's own. */
export function SoundsPanel({ rules }: { rules: NotificationRules | undefined }) {
  const { t } = useLingui();
  return (
    <div className="sounds-panel">
      <div className="sounds-panel__head">
        <h2 className="grow">{t`Sounds`}</h2>
        {rules !== undefined && <Volume rules={rules} />}
      </div>
      <SoundsBody rules={rules} />
    </div>
  );
}

/** The list, or why it is not there. */
export function SoundsBody({ rules }: { rules: NotificationRules | undefined }) {
  const { t, i18n } = useLingui();
  const sounds = useSounds();
  if (sounds.data !== undefined)
    return (
      <>
        <SoundList sounds={sounds.data} kinds={rules?.kinds ?? []} volume={rules?.app.volume ?? FULL} />
        <AddSound />
        <Output sounds={sounds.data} />
      </>
    );
  if (sounds.error !== null)
    return (
      <Empty
        icon={<CircleAlert aria-hidden="true" />}
        title={t`The sounds could not be read`}
        action={<Button onPress={() => void sounds.refetch()}>{t`Try again`}</Button>}
      >
        {i18n._(errorWords(toHostError(sounds.error).body))}
      </Empty>
    );
  return (
    <Late>
      <Skeleton width="100%" height="240px" />
    </Late>
  );
}

/** How loud everything is that sets no volume of its own. */
export function Volume({ rules: { app } }: { rules: NotificationRules }) {
  const { t } = useLingui();
  const save = useLevelSave();
  const failed = useErrorToast();
  const volume = app.volume ?? FULL;
  const Icon = volume === 0 ? VolumeX : volume < 50 ? Volume1 : Volume2;
  return (
    <Slider
      label={t`Volume of all sounds`}
      icon={<Icon aria-hidden="true" />}
      value={volume}
      onChange={(next) =>
        save.mutate({ level: { level: "app" }, fields: { ...app, volume: next } }, { onError: failed })
      }
    />
  );
}
