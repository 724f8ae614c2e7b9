import { create } from "zustand";

import type { Schedule, ScheduleId } from "../../../host/contract";
import type { Block } from "./week";

/** A schedule that is being described. */
export interface Draft {
  /** The sentence so far. */
  text: string;
  /** The blocks where they were drawn by hand; null where they are those of the sentence. */
  drawn: readonly Block[] | null;
}

interface SchedulesView {
  /** The schedule that is shown and edited; the first one where it is gone. */
  chosen: ScheduleId | null;
  draft: Draft | null;
}

/** What the tab of the schedules shows. */
export const useSchedulesView = create<SchedulesView>(() => ({ chosen: null, draft: null }));

/** Shows a schedule. */
export function choose(schedule: ScheduleId | null): void {
  useSchedulesView.setState({ chosen: schedule, draft: null });
}

/** Begins or changes the description of a new schedule; null gives it up. */
export function setDraft(draft: Draft | null): void {
  useSchedulesView.setState({ draft });
}

/** The chosen schedule, or the first. */
export function chosenOf(schedules: readonly Schedule[], chosen: ScheduleId | null): Schedule | null {
  return schedules.find(({ schedule_id }) => schedule_id === chosen) ?? schedules[0] ?? null;
}

/** The colours of the grid, in turn; each has its own stripe in the card. */
const HUES = 6;

/** The colour of a schedule: by its place, so that neighbours differ. */
export function hueAt(place: number): string {
  return `week-hue-${(place % HUES) + 1}`;
}
