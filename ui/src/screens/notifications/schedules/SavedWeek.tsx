import { useLingui } from "@lingui/react/macro";
import { useState } from "react";

import { now } from "../../../host/clock";
import type { NotificationRules, Schedule } from "../../../host/contract";
import { cityOf } from "./PickZone";
import { type ChangeBlocks, type Layer, layerOf } from "./layers";
import { useBlocks } from "./useBlocks";
import { useScheduleActions } from "./useScheduleActions";
import { aheadOf, type Block, freshId, wallClock, windowsOf } from "./week";
import { WeekGrid } from "./WeekGrid";
import { WeekNotes } from "./WeekNotes";

/** The week with the blocks of a kept schedule to change. */
export function SavedWeek({ schedule, rules }: { schedule: Schedule; rules: NotificationRules }) {
  const { t } = useLingui();
  const actions = useScheduleActions();
  const { schedules, zone } = rules;
  // Clocks of zones differ by the same for weeks; the moment at which the tab was opened is good enough.
  const [opened] = useState(now);
  const shift = aheadOf(schedule.zone, zone, opened);
  const { blocks, change } = useBlocks(schedule, shift, (windows) => actions.change({ ...schedule, windows }));
  const layers = schedules.map((one, place): Layer => {
    const layer = layerOf(one, place, zone, opened);
    return one.schedule_id === schedule.schedule_id ? { ...layer, blocks } : layer;
  });
  const edited = layers.find(({ id }) => id === schedule.schedule_id);
  if (edited === undefined) return null;
  const onChange: ChangeBlocks = (next, when, removed) => {
    if (removed !== undefined && next.length === 0) {
      // A schedule without windows says nothing: the last block goes with it, and comes back with it.
      actions.remove(schedule, rules.breakthroughs);
      return;
    }
    change(next, when);
    if (removed !== undefined) actions.undoBlocks({ ...schedule, windows: windowsOf(blocks, shift) }, t`Block removed`);
  };
  return (
    <div className="schedules__week">
      <WeekGrid layers={layers} edited={edited} zone={zone} onChange={onChange} />
      {shift !== 0 && (
        <p className="schedules__zone">{t`“${schedule.name}” goes by another clock, ${cityOf(schedule.zone ?? zone)}. The week shows it by yours.`}</p>
      )}
      <WeekNotes layers={layers} onAdd={() => onChange([...blocks, freshBlock(blocks, zone)], "now")} />
    </div>
  );
}

/** A block to begin with: an hour of today's noon, or of the first day that has none then. */
function freshBlock(blocks: readonly Block[], zone: string): Block {
  const today = wallClock(now(), zone).day;
  const days = Array.from({ length: 7 }, (_, ahead) => ((today + ahead - 1) % 7) + 1);
  const free = days.find((day) => !blocks.some((block) => block.day === day && block.from === NOON)) ?? today;
  return { id: freshId(blocks), day: free, from: NOON, minutes: 60 };
}

const NOON = 12 * 60;
