import type { Quietness, Schedule } from "../../../host/contract";
import { hueAt } from "./view";
import { aheadOf, type Block, blocksOf } from "./week";

/** One schedule as it is drawn in the week. */
export interface Layer {
  id: number;
  name: string;
  hue: string;
  on: boolean;
  quiet: Quietness;
  blocks: readonly Block[];
  /** It is being described and not kept yet. */
  draft?: boolean;
}

/** A schedule as a layer, by the operator's clock. */
export function layerOf(schedule: Schedule, place: number, zone: string, now: number): Layer {
  const { schedule_id: id, name, on, quiet, windows } = schedule;
  return { id, name, hue: hueAt(place), on, quiet, blocks: blocksOf(windows, aheadOf(schedule.zone, zone, now)) };
}

/** Whether a layer is a night, which has the moon; the rest of the day has a cup. */
export function isNight({ blocks }: Pick<Layer, "blocks">): boolean {
  return blocks.some(({ from, minutes }) => from + minutes > 24 * 60 || from >= 20 * 60 || from + minutes <= 7 * 60);
}

/** Takes other blocks: at once, or when the keys that move them rest. `removed` is the one that was taken away. */
export type ChangeBlocks = (blocks: readonly Block[], when: "now" | "soon", removed?: Block) => void;
