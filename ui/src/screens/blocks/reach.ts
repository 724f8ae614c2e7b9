import type { BlockObstacle, BlockView } from "../../host/contract";

/** Why somebody is not blocked together with others. */
export type NotBlocked = BlockObstacle["obstacle"];

/** Whom blocking reaches now, and how many it does not reach, by reason. */
export function reachOf(views: readonly BlockView[]): {
  reached: BlockView[];
  rest: Partial<Record<NotBlocked, number>>;
} {
  const rest: Partial<Record<NotBlocked, number>> = {};
  for (const { obstacle } of views) if (obstacle !== null) rest[obstacle.obstacle] = (rest[obstacle.obstacle] ?? 0) + 1;
  return { reached: views.filter(({ obstacle }) => obstacle === null), rest };
}
