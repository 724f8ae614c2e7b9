import type { Breakthrough, Label, LabelId, Schedule, ScheduleId, Timestamp, Window } from "../../../host/contract";
import { DAY } from "./week";

const MINUTE = 60_000;
/** How long after the beginning of a window it is tested: 23:10 of a night that begins at 22. */
const INSIDE = 70;

/** A schedule with nothing but its name and its times: it leaves the badge, for everything, by the operator's clock. */
export function newSchedule(name: string, windows: Window[]): Schedule {
  return {
    schedule_id: 0,
    name,
    on: true,
    scope: { scope: "app" },
    windows,
    zone: null,
    except: [],
    quiet: "badge_only",
  };
}

/** An exception for a label in 1:1 chats: everything comes through, through this schedule alone. */
export function labelRings(label: LabelId, schedule: ScheduleId | null): Breakthrough {
  return {
    breakthrough_id: 0,
    condition: { when: "label", label, direct: true },
    lets: { sound: true, banner: true, badge: true },
    volume: null,
    schedule,
    muted_too: false,
    once_in: null,
  };
}

/** The labels that do not ring through every silence already. */
export function notYetThrough(labels: readonly Label[], exceptions: readonly Breakthrough[]): Label[] {
  return labels.filter(
    ({ label_id }) =>
      !exceptions.some(
        ({ condition, schedule }) =>
          schedule === null && condition.when === "label" && condition.label === label_id && condition.direct,
      ),
  );
}

/** The next moment well inside one of the windows, by the clock on the wall; null where there is no window. */
export function momentInside(windows: readonly Window[], now: Timestamp): Timestamp | null {
  const moments = windows.flatMap(({ days, from, to }) =>
    days.map((day) => {
      const minutes = to > from ? to - from : to - from + DAY;
      const date = new Date(now);
      const ahead = (day - (date.getDay() === 0 ? 7 : date.getDay()) + 7) % 7;
      const inside = from + Math.min(INSIDE, Math.floor(minutes / 2));
      const at = (days: number) =>
        new Date(date.getFullYear(), date.getMonth(), date.getDate() + days, 0, inside).getTime();
      return at(ahead) > now + MINUTE ? at(ahead) : at(ahead + 7);
    }),
  );
  return moments.length === 0 ? null : Math.min(...moments);
}
