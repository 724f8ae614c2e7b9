import type { Sound, SoundAdd, Sounds } from "../../contract";

const PARTS = 32;

/** The wave of a made-up sound: a strike that fades, as often as `strikes`. */
function wave(seed: number, strikes: number): number[] {
  return Array.from({ length: PARTS }, (_, at) => {
    const within = (at % Math.ceil(PARTS / strikes)) / Math.ceil(PARTS / strikes);
    const rough = ((at * 7919 + seed * 104_729) % 41) / 41;
    return Math.round(14 + 80 * (1 - within) * (0.45 + 0.55 * rough));
  });
}

const OURS: readonly [Sound, number, number][] = [
  ["kettle", 1200, 1],
  ["bell", 800, 2],
  ["drop", 400, 1],
  ["knock", 900, 3],
  ["doorphone", 2000, 2],
  ["tick", 120, 1],
];

/** The sounds at the beginning. */
export const sounds = (): Sounds => ({
  ours: OURS.map(([sound, duration, strikes], seed) => ({ sound, duration, shape: wave(seed, strikes) })),
  files: [{ file: "ship-bell", name: "Ship bell", duration: 1700, shape: wave(9, 4) }],
  devices: ["Built-in Audio Analog Stereo", "USB Headset"],
  device: null,
});

/** A file as the core would keep it. */
export function added({ name, from, to }: SoundAdd, file: string): Sounds["files"][number] {
  return { file, name, duration: (to ?? from + 2000) - from, shape: wave(name.length, 3) };
}
