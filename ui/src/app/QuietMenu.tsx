import { useLingui } from "@lingui/react/macro";
import { Clock, Moon, MoonStar, Power } from "lucide-react";

import { now } from "../host/clock";
import type { NotificationRules, Timestamp } from "../host/contract";
import { chordFor } from "../keys/map";
import { useFormat } from "./format";
import { closeQuiet, openQuiet, useQuiet, useQuietMenu } from "./quiet-actions";
import { endWords, hourAhead, tomorrowsStart } from "./silence-times";
import { type TimeChoice, TimeMenu } from "./TimeMenu";

/** The menu of the moon: how long it is to be quiet. */
export function QuietMenu({
  rules,
  anchor,
}: {
  rules: NotificationRules;
  anchor: { readonly current: HTMLButtonElement | null };
}) {
  const { t } = useLingui();
  const typing = useQuietMenu((state) => state.menu === "typing");
  const { begin } = useQuiet(rules);
  return (
    <TimeMenu
      label={t`Quiet until…`}
      place="quiet"
      anchor={anchor}
      placement="bottom end"
      choices={useChoices(rules)}
      typing={typing}
      onTime={begin}
      onClose={closeQuiet}
    >
      <ScheduleNow rules={rules} />
    </TimeMenu>
  );
}

function useChoices(rules: NotificationRules): TimeChoice[] {
  const { t } = useLingui();
  const format = useFormat();
  const { begin, end } = useQuiet(rules);
  const at = now();
  const when = (until: Timestamp) => format.until(until, at);
  const icon = <Moon aria-hidden="true" />;
  const off = { id: "off", words: t`Switch off`, icon: <Power aria-hidden="true" />, run: end };
  const times = [
    ...(rules.quiet === null ? [] : [off]),
    { id: "hour", words: t`For 1 hour`, detail: when(hourAhead(at)), icon, run: () => begin(hourAhead(now())) },
    {
      id: "tomorrow",
      words: t`Until tomorrow`,
      detail: when(tomorrowsStart(at)),
      icon,
      run: () => begin(tomorrowsStart(now())),
    },
    { id: "on", words: t`Until switched off`, icon, run: () => begin(null) },
    {
      id: "typed",
      words: t`Until…`,
      detail: t`type a time`,
      icon: <Clock aria-hidden="true" />,
      run: () => openQuiet(true),
    },
  ];
  return times.map((time) => ({ ...time, chord: chordFor(`quiet.${time.id}`) }));
}

/** Which schedule is on now, beside a silence at once. */
function ScheduleNow({ rules: { silent, schedules } }: { rules: NotificationRules }) {
  const { t } = useLingui();
  const format = useFormat();
  const name = schedules.find(({ schedule_id }) => schedule_id === silent?.schedule)?.name;
  if (silent === null || name === undefined) return null;
  const until = silent.until === null ? null : endWords(format, silent.until, now());
  return (
    <p className="time-menu__note">
      <MoonStar aria-hidden="true" />
      {until === null ? t`Schedule “${name}” is on` : t`Schedule “${name}” is on until ${until}`}
    </p>
  );
}
