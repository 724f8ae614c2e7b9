import type { AlertKind, Fields, KindRow, Sound, SoundChoice } from "../../host/contract";

/** A choice of sound as one word, for lists of choices. */
export function soundKey(choice: SoundChoice): string {
  return choice.from === "silent" ? "silent" : `${choice.from}:${choice.sound}`;
}

/** Reads the word back; `ours` are the sounds there are. */
export function soundOf(key: string, ours: readonly Sound[]): SoundChoice {
  const own = ours.find((sound) => key === `own:${sound}`);
  if (own !== undefined) return { from: "own", sound: own };
  return key.startsWith("file:") ? { from: "file", sound: key.slice("file:".length) } : { from: "silent" };
}

/** What a kind rings with when it is switched on and nothing was chosen for it before. */
const RINGS: Readonly<Partial<Record<AlertKind, Sound>>> = {
  mention: "bell",
  assignment: "bell",
  failed: "knock",
  quality: "knock",
  reminder: "drop",
};

/** What each kind rang with before it was switched off, for as long as the window lives. */
const before = new Map<AlertKind, SoundChoice>();

/** A kind with its sound on or off. Off and on again gives the sound that it had. */
export function withSound({ kind, fields, outcome }: KindRow, on: boolean): Fields {
  if (on) return { ...fields, sound: before.get(kind) ?? { from: "own", sound: RINGS[kind] ?? "kettle" } };
  if (outcome.sound.from !== "silent") before.set(kind, outcome.sound);
  return { ...fields, sound: { from: "silent" } };
}
