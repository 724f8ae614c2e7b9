import { useLingui } from "@lingui/react/macro";
import { Plus } from "lucide-react";
import { useId } from "react";

import { Button, Switch } from "../../../components";
import type { Schedule } from "../../../host/contract";
import { chordFor } from "../../../keys/map";
import { useScheduleActions } from "./useScheduleActions";
import { choose, hueAt } from "./view";
import { useWeekWords } from "./words";

/** A card for each schedule: its name, its times and whether it holds. */
export function ScheduleCards({
  schedules,
  chosen,
  onNew,
}: {
  schedules: readonly Schedule[];
  chosen: Schedule;
  onNew: () => void;
}) {
  const { t } = useLingui();
  return (
    <div className="schedule-cards">
      <ul className="schedule-cards__list" aria-label={t`Schedules`}>
        {schedules.map((schedule, place) => (
          <Card
            key={schedule.schedule_id}
            schedule={schedule}
            hue={hueAt(place)}
            chosen={schedule.schedule_id === chosen.schedule_id}
          />
        ))}
      </ul>
      <Button className="schedule-cards__new" hint={t`New schedule`} chord={chordFor("schedule.new")} onPress={onNew}>
        <Plus aria-hidden="true" />
        {t`New`}
      </Button>
    </div>
  );
}

function Card({ schedule, hue, chosen }: { schedule: Schedule; hue: string; chosen: boolean }) {
  const id = useId();
  const words = useWeekWords();
  const actions = useScheduleActions();
  const { name, on } = schedule;
  const times = words.windows(schedule.windows);
  return (
    <li className={chosen ? "schedule-card schedule-card--chosen" : "schedule-card"}>
      <button
        type="button"
        className="schedule-card__open"
        aria-pressed={chosen}
        aria-labelledby={`${id}-name ${id}-times`}
        onClick={() => choose(schedule.schedule_id)}
      >
        <span className={`schedule-card__mark ${hue}`} aria-hidden="true" />
        <span className="schedule-card__words">
          <span id={`${id}-name`} className="schedule-card__name cut">
            {name}
          </span>{" "}
          <span id={`${id}-times`} className="schedule-card__times numbers cut" title={times}>
            {times}
          </span>
        </span>
      </button>
      <Switch value={on} onChange={(next) => actions.toggle(schedule, next)}>
        <span className="unseen">{name}</span>
      </Switch>
    </li>
  );
}
