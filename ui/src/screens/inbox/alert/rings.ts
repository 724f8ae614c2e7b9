import type { Outcome } from "@/host/contract.ts";

/** Whether an outcome is heard. */
export function rings({ sound, volume }: Outcome): boolean {
  return sound.from !== "silent" && volume > 0;
}

/** An outcome as it is heard: a sound without volume is none. */
export function asHeard(outcome: Outcome): Outcome {
  return rings(outcome) ? outcome : { ...outcome, sound: { from: "silent" } };
}
