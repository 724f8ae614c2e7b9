import { msg } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";
import { CalendarClock, Moon, Route } from "lucide-react";
import { create } from "zustand";

import { now } from "../host/clock";
import type { NotificationRules, QuietNow, Schedule, Timestamp } from "../host/contract";
import { useQuietSet, useScheduleSave } from "../host/notification-mutations";
import { type Action, useActions } from "../keys/actions";
import { useFormat } from "./format";
import { openNotifications } from "./navigation";
import { endWords, hourAhead, tomorrowsStart } from "./silence-times";
import { undoable } from "./undo";
import { useErrorToast } from "./useErrorToast";

/** Whether the menu of the moon is open, and whether a time is typed in it. */
export const useQuietMenu = create<{ menu: "choices" | "typing" | null }>(() => ({ menu: null }));

/** Opens the menu of the moon. */
export function openQuiet(typing = false): void {
  useQuietMenu.setState({ menu: typing ? "typing" : "choices" });
}

/** Closes it. */
export function closeQuiet(): void {
  useQuietMenu.setState({ menu: null });
}

/** Makes everything quiet at once, and ends it, each with a way back. */
export function useQuiet(rules: NotificationRules | undefined): {
  begin: (until: Timestamp | null) => void;
  end: () => void;
} {
  const { t } = useLingui();
  const format = useFormat();
  const onError = useErrorToast();
  const { mutate } = useQuietSet();
  const act = (quiet: QuietNow | null, words: string) => {
    const before = rules?.quiet ?? null;
    closeQuiet();
    mutate({ quiet }, { onError });
    undoable(words, () => mutate({ quiet: before }, { onError }));
  };
  return {
    begin: (until) =>
      act({ until }, until === null ? t`Quiet until switched off` : t`Quiet until ${endWords(format, until, now())}`),
    end: () => act(null, t`Quiet switched off`),
  };
}

/** Offers the quiet at once and the schedules to the keys and to the palette. */
export function useQuietActions(rules: NotificationRules | undefined): void {
  const { begin, end } = useQuiet(rules);
  const schedules = useScheduleActions(rules?.schedules ?? []);
  const digit = { group: "rules", keyOnly: true } as const;
  useActions([
    {
      id: "quiet.open",
      title: msg`Quiet until…`,
      also: msg`mute everything silence do not disturb`,
      group: "rules",
      icon: <Moon aria-hidden="true" />,
      run: () => openQuiet(),
      runAt: begin,
    },
    {
      id: "quiet.off",
      title: msg`Switch the quiet off`,
      also: msg`unmute everything silence`,
      group: "rules",
      icon: <Moon aria-hidden="true" />,
      enabled: rules?.quiet != null,
      run: end,
    },
    { ...digit, id: "quiet.hour", title: msg`For 1 hour`, run: () => begin(hourAhead(now())) },
    { ...digit, id: "quiet.tomorrow", title: msg`Until tomorrow`, run: () => begin(tomorrowsStart(now())) },
    { ...digit, id: "quiet.on", title: msg`Until switched off`, run: () => begin(null) },
    { ...digit, id: "quiet.typed", title: msg`Until…`, run: () => openQuiet(true) },
    ...schedules,
    {
      id: "history.show",
      group: "rules",
      title: msg`Why did it ring? The last decisions`,
      also: msg`why history silent notifications`,
      icon: <Route aria-hidden="true" />,
      run: () => openNotifications("history"),
    },
  ]);
}

function useScheduleActions(schedules: readonly Schedule[]): Action[] {
  const { t } = useLingui();
  const onError = useErrorToast();
  const { mutate } = useScheduleSave();
  const turn = (schedule: Schedule, on: boolean) => {
    const { name } = schedule;
    mutate({ new: false, schedule: { ...schedule, on } }, { onError });
    undoable(on ? t`Schedule “${name}” is on` : t`Schedule “${name}” is off`, () =>
      mutate({ new: false, schedule }, { onError }),
    );
  };
  return schedules.map((schedule) => {
    const { name, on } = schedule;
    return {
      id: `schedule.${schedule.schedule_id}`,
      title: on ? msg`Switch off schedule “${name}”` : msg`Mute everything with schedule “${name}”`,
      also: msg`mute everything quiet silence schedule`,
      group: "rules",
      icon: <CalendarClock aria-hidden="true" />,
      run: () => turn(schedule, !on),
    };
  });
}
