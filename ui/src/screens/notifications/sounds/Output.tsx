import { useLingui } from "@lingui/react/macro";
import { VolumeX } from "lucide-react";

import { useErrorToast } from "../../../app/useErrorToast";
import { CallOut, Select } from "../../../components";
import type { Sounds } from "../../../host/contract";
import { useSoundDevice } from "../../../host/notification-mutations";

const SYSTEM = "system";

/** Where alerts are heard. That there is no device is no error: everything else goes on. */
export function Output({ sounds: { devices, device } }: { sounds: Sounds }) {
  const { t } = useLingui();
  const choose = useSoundDevice();
  const failed = useErrorToast();
  const gone = device !== null && !devices.includes(device);
  if (devices.length === 0)
    return (
      <CallOut tone="warn" icon={<VolumeX aria-hidden="true" />}>
        {t`No sound device was found. Banners and the badge go on. Sounds are heard again when one is connected.`}
      </CallOut>
    );
  return (
    <>
      <Select
        label={t`Sounds are played on`}
        options={[
          { id: SYSTEM, words: t`The device of the system` },
          ...devices.map((name) => ({ id: `device:${name}`, words: name })),
          ...(gone ? [{ id: `device:${device}`, words: t`${device} (not connected)` }] : []),
        ]}
        value={device === null ? SYSTEM : `device:${device}`}
        onChange={(key) =>
          choose.mutate({ device: key === SYSTEM ? null : key.slice("device:".length) }, { onError: failed })
        }
      />
      {gone && <p className="alerts__about">{t`Until it is back, sounds are played on the device of the system.`}</p>}
    </>
  );
}
