import { useLingui } from "@lingui/react";
import { useEffect, useState } from "react";
import { create } from "zustand";

import { useHost } from "../../../host/context";
import type { SoundChoice } from "../../../host/contract";
import { type Host, toHostError } from "../../../host/host";
import { toast } from "../../../components";
import { soundKey } from "../fields";
import { soundTrouble } from "./trouble";

interface Playing {
  /** What sounds, as one word; null is silence. */
  key: string | null;
  /** Which play this is, so that the end of an earlier one does not end a later one. */
  turn: number;
}

const usePlaying = create<Playing>(() => ({ key: null, turn: 0 }));

function begin(key: string): number {
  const turn = usePlaying.getState().turn + 1;
  usePlaying.setState({ key, turn });
  return turn;
}

function end(turn: number): void {
  if (usePlaying.getState().turn === turn) usePlaying.setState({ key: null });
}

/** Stops what is heard. A sound that has ended by itself needs no stopping. */
function stop(host: Host): void {
  usePlaying.setState({ key: null });
  host.call("sound_stop", {}).catch(() => undefined);
}

/** Plays a sound as an alert would, and says whether it sounds now. The core tells of no end, so its length does. */
export function usePreview(choice: SoundChoice, duration: number, volume: number) {
  const host = useHost();
  const { i18n } = useLingui();
  const key = soundKey(choice);
  const playing = usePlaying((state) => state.key === key);
  const play = () => {
    const turn = begin(key);
    host.call("sound_preview", { sound: choice, volume }).then(
      () => setTimeout(() => end(turn), duration),
      (error: unknown) => {
        end(turn);
        toast(i18n._(soundTrouble(toHostError(error).body)));
      },
    );
  };
  return { playing, play, stop: () => stop(host) };
}

const STEP = 50;

/** How much of a sound was heard while it plays, from 0 to 1. */
export function useHeard(playing: boolean, duration: number): number {
  const [heard, setHeard] = useState(0);
  useEffect(() => {
    if (!playing) return;
    const started = performance.now();
    const timer = setInterval(() => setHeard(Math.min(1, (performance.now() - started) / duration)), STEP);
    return () => {
      clearInterval(timer);
      setHeard(0);
    };
  }, [playing, duration]);
  return playing ? heard : 0;
}
