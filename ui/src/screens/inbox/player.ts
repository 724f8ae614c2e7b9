import { useLingui } from "@lingui/react/macro";
import { useEffect, useState } from "react";
import { create } from "zustand";
import { useHost } from "@/host/context.tsx";
import type { FileHash } from "@/host/contract.ts";
import { type Host, toHostError } from "@/host/host.ts";
import { useWorkspace } from "@/host/queries.ts";

/** The one sound that plays. */
const usePlaying = create<{ file: FileHash | null; element: HTMLAudioElement | null }>(() => ({
  file: null,
  element: null,
}));

function silence(): void {
  usePlaying.getState().element?.pause();
  usePlaying.setState({ file: null, element: null });
}

/** Plays a sound by the browser, from memory. Rejects where it cannot. */
async function playHere(host: Host, file: FileHash): Promise<void> {
  const { mime, base64 } = await host.call("file", { file });
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  const address = URL.createObjectURL(new Blob([bytes], { type: mime }));
  const element = new Audio(address);
  element.addEventListener("ended", silence);
  element.addEventListener("pause", () => URL.revokeObjectURL(address));
  usePlaying.setState({ file, element });
  await element.play();
}

/** What a player can do. */
export interface Player {
  /** Whether this very file plays. */
  playing: boolean;
  /** Why it could not be played, in words. */
  problem: string | null;
  /** Plays it; another one that plays is stopped. */
  play: () => void;
  /** Stops it. */
  stop: () => void;
}

/**
 * Plays a sound file: through the core where it can, else by the browser. The core says when a sound has ended.
 */
export function usePlayer(file: FileHash | null): Player {
  const host = useHost();
  const { t } = useLingui();
  const { data: workspace } = useWorkspace();
  const [problem, setProblem] = useState<string | null>(null);
  const playing = usePlaying((state) => file !== null && state.file === file);
  const inCore = workspace?.abilities.play_sound === true;

  useEffect(() => {
    if (!playing || !inCore) return;
    return host.onChanges((batch) => {
      if (batch.changes.some((change) => change.kind === "sound")) silence();
    });
  }, [host, playing, inCore]);

  const failed = (error: unknown) => {
    silence();
    const { code } = toHostError(error).body;
    setProblem(code === "no_device" ? t`There is no sound device.` : t`This sound cannot be played here.`);
  };
  const play = () => {
    if (file === null) return;
    silence();
    setProblem(null);
    if (!inCore) return void playHere(host, file).catch(failed);
    usePlaying.setState({ file, element: null });
    host.call("sound_play", { file }).catch(failed);
  };
  const stop = () => {
    silence();
    // A sound that has ended by itself needs no stopping.
    if (inCore) host.call("sound_stop", {}).catch(() => undefined);
  };
  return { playing, problem, play, stop };
}
