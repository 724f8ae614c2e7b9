import { useLingui } from "@lingui/react";

import type { Sound, SoundChoice } from "../../../host/contract";
import { useSounds } from "../../../host/notifications";
import { soundKey, soundOf } from "../fields";
import { SOUNDS, soundWords } from "../words";

/** The sounds as a list to choose from: ours, the operator's own, none. */
export function useSoundOptions() {
  const { i18n } = useLingui();
  const { data: sounds } = useSounds();
  const files = sounds?.files ?? [];
  // Our own are known where none can be played, too: whoever looks from a browser may choose what the window plays.
  const ours = Object.keys(SOUNDS) as Sound[];
  const say = i18n._.bind(i18n);
  const words = (choice: SoundChoice) => soundWords(choice, files, say);
  // The tick is what the open chat does by itself, and too short to be heard from elsewhere.
  const chosen: SoundChoice[] = [
    ...ours.filter((sound) => sound !== "tick").map((sound) => ({ from: "own" as const, sound })),
    ...files.map(({ file }) => ({ from: "file" as const, sound: file })),
    { from: "silent" },
  ];
  return {
    words,
    options: chosen.map((choice) => ({ id: soundKey(choice), words: words(choice) })),
    read: (key: string) => soundOf(key, ours),
  };
}
