import { useLingui } from "@lingui/react/macro";
import { Play, Square } from "lucide-react";
import { IconButton } from "@/components/index.ts";
import type { FileState } from "@/host/contract.ts";
import { useFormat } from "@/app/format.ts";
import { usePlayer } from "../player.ts";
import { FileWait } from "./FileWait.tsx";

/** A voice note or another sound: play, stop, length. It is played by the host, since the web view may not be able to. */
export function Sound({ file, voice }: { file: FileState | null; voice: boolean }) {
  const { t } = useLingui();
  const format = useFormat();
  const ready = file?.state === "ready" ? file : null;
  const player = usePlayer(ready?.file ?? null);
  if (ready === null) return <FileWait file={file} failed={false} />;
  const length = ready.duration === null ? format.bytes(ready.bytes) : format.countdown(ready.duration);
  const name = voice ? t`Voice message` : t`Audio`;
  return (
    <span className="card">
      <IconButton
        label={player.playing ? t`Stop` : t`Play, ${length}`}
        onPress={player.playing ? player.stop : player.play}
      >
        {player.playing ? <Square aria-hidden /> : <Play aria-hidden />}
      </IconButton>
      <span className="card-text">
        <span className="card-title">{name}</span>
        <span className="card-line" role={player.problem === null ? undefined : "alert"}>
          {player.problem ?? (player.playing ? t`Playing · ${length}` : length)}
        </span>
      </span>
    </span>
  );
}
