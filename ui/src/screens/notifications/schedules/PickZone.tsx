import { useLingui } from "@lingui/react/macro";

import { PickOne } from "../simulator/PickOne";
import type { SettingProps } from "./ScheduleSettings";

const OWN = "own";

/** By whose clock: the operator's, or that of a zone. */
export function PickZone({ schedule, change }: SettingProps) {
  const { t } = useLingui();
  const zones = Intl.supportedValuesOf("timeZone");
  const known = schedule.zone === null || zones.includes(schedule.zone) ? zones : [schedule.zone, ...zones];
  return (
    <PickOne
      label={t`Time zone`}
      words={schedule.zone === null ? t`my own clock` : cityOf(schedule.zone)}
      none={t`No time zone is called so`}
      options={[
        { id: OWN, words: t`my own clock`, chosen: schedule.zone === null },
        ...known.map((id) => ({ id, words: cityOf(id), chosen: id === schedule.zone })),
      ]}
      onPick={(id) => change({ zone: id === OWN ? null : id })}
    />
  );
}

/** A zone as people read it: Asia/Almaty is Asia, Almaty. */
export function cityOf(zone: string): string {
  return zone.replaceAll("_", " ").replaceAll("/", ", ");
}
