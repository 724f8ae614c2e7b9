import { useLingui } from "@lingui/react/macro";
import { Clock, Moon, MoonStar, Power } from "lucide-react";
import { useRef } from "react";
import { Button as Pressable } from "react-aria-components";

import { Tooltip } from "../components";
import { now, useNow } from "../host/clock";
import type { NotificationRules, Timestamp } from "../host/contract";
import { useNotificationRules } from "../host/notifications";
import { chordFor } from "../keys/map";
import { useFormat } from "./format";
import { closeQuiet, openQuiet, useQuiet, useQuietActions, useQuietMenu } from "./quiet-actions";
import { endWords, hourAhead, tomorrowsStart } from "./silence-times";
import { type TimeChoice, TimeMenu } from "./TimeMenu";

/** The moon in the title bar: whether it is quiet now and until when, and the menu that makes it so. */
export function QuietButton() {
  const { t } = useLingui();
  const { data: rules } = useNotificationRules();
  const button = useRef<HTMLButtonElement>(null);
  const menu = useQuietMenu((state) => state.menu);
  const state = useQuietState(rules);
  useQuietActions(rules);
  return (
    <>
      <Tooltip text={state ?? t`Quiet until…`} chord={chordFor("quiet.open")}>
        <Pressable
          ref={button}
          className={state === null ? "icon-button quiet-button" : "icon-button quiet-button quiet-button--on"}
          aria-label={state ?? t`Quiet until…`}
          aria-haspopup="menu"
          aria-expanded={menu !== null}
          aria-keyshortcuts="Q"
          onPress={() => openQuiet()}
        >
          <Moon aria-hidden="true" />
          {state === null ? null : <span className="quiet-button__words cut">{state}</span>}
        </Pressable>
      </Tooltip>
      {menu === null || rules === undefined ? null : <QuietMenu rules={rules} anchor={button} />}
    </>
  );
}

/** What silences everything now: «Quiet until 15:08», «Night until 08:00»; null where nothing does. */
function useQuietState(rules: NotificationRules | undefined): string | null {
  const { t } = useLingui();
  const format = useFormat();
  const at = useNow(30_000);
  const silent = rules?.silent ?? null;
  if (silent === null || (silent.until !== null && silent.until <= at)) return null;
  const name = rules?.schedules.find(({ schedule_id }) => schedule_id === silent.schedule)?.name;
  const until = silent.until === null ? null : endWords(format, silent.until, at);
  if (name !== undefined) return until === null ? t`Schedule “${name}”` : t`“${name}” until ${until}`;
  return until === null ? t`Quiet` : t`Quiet until ${until}`;
}

function QuietMenu({
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
