import type { Connection } from "../contract";
import { FakeTown } from "./town";

const TROUBLES: readonly Connection[] = ["offline", "credentials", "slow_down", "connecting", "not_set_up"];

/** A made-up town as an address asks for it: `?health=offline` for a trouble, `?empty` for nobody in it. */
export function townOf(search: string): FakeTown {
  const asked = new URLSearchParams(search);
  const town = new FakeTown();
  const connection = TROUBLES.find((trouble) => trouble === asked.get("health"));
  if (connection !== undefined) {
    const since = town.now() - 42 * 60_000;
    town.health = { ...town.health, connection, since, waiting: 2, resumes: town.now() + 42_000 };
  }
  if (asked.has("empty")) town.chats.length = 0;
  return town;
}
