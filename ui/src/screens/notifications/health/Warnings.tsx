import { useLingui } from "@lingui/react/macro";
import { BellOff, MoonStar } from "lucide-react";

import { openNotifications } from "../../../app/navigation";
import { Button, CallOut } from "../../../components";
import { useAlertHealth } from "../../../host/notifications";

/** What on this system keeps alerts from being seen or heard, above the rules that would be blamed for it. */
export function Warnings() {
  const { t } = useLingui();
  const { data: health } = useAlertHealth();
  if (health === undefined) return null;
  const look = (
    <Button size="small" onPress={() => openNotifications("sounds")}>
      {t`See what works`}
    </Button>
  );
  if (health.focus === true)
    return (
      <CallOut tone="warn" icon={<MoonStar aria-hidden="true" />} action={look}>
        {t`The system's do-not-disturb is on: no sound is played, and it may hold banners back.`}
      </CallOut>
    );
  if (health.banner === "works" && health.sound !== "absent") return null;
  const words =
    health.banner === "works"
      ? t`This system plays no sounds now. Banners and the badge go on.`
      : health.sound !== "absent"
        ? t`This system shows no banners now. Sounds and the badge go on.`
        : t`This system shows no banners and plays no sounds now. The badge goes on.`;
  return (
    <CallOut tone="warn" icon={<BellOff aria-hidden="true" />} action={look}>
      {words}
    </CallOut>
  );
}
