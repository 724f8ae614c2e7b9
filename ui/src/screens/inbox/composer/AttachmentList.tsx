import { useLingui } from "@lingui/react/macro";
import { CircleAlert, FileText, Mic, Play, Square, X } from "lucide-react";
import { useFormat } from "@/app/format.ts";
import { IconButton } from "@/components/index.ts";
import type { FileHash } from "@/host/contract.ts";
import { useFile } from "@/host/queries.ts";
import { usePlayer } from "../player.ts";
import type { Waiting } from "./files.ts";

/** The files that will go with the next message; each says what is wrong with it before anything leaves. */
export function AttachmentList({ files, onRemove }: { files: readonly Waiting[]; onRemove: (key: string) => void }) {
  const { t } = useLingui();
  if (files.length === 0) return null;
  return (
    <ul className="composer-files" aria-label={t`Attachments`}>
      {files.map((file) => (
        <FileLine key={file.key} file={file} onRemove={() => onRemove(file.key)} />
      ))}
    </ul>
  );
}

function FileLine({ file, onRemove }: { file: Waiting; onRemove: () => void }) {
  const { t } = useLingui();
  const format = useFormat();
  const sound = file.attachment?.media === "voice" || file.attachment?.media === "audio";
  const state = file.problem ?? (file.attachment === null ? t`Checking…` : format.bytes(file.attachment.bytes));
  const length = file.attachment?.duration ?? null;
  // A file is what its bytes say: one that only calls itself a picture has nothing to show.
  const isPicture = file.attachment?.media === "image" || file.attachment?.media === "sticker";
  const stored = useFile(isPicture && file.preview === null ? (file.attachment?.file ?? null) : null);
  const picture = isPicture ? (file.preview ?? stored.data ?? null) : null;
  return (
    <li className="composer-file">
      {file.problem !== null ? (
        <CircleAlert className="composer-file-problem" aria-hidden />
      ) : picture !== null ? (
        <img src={picture} alt="" />
      ) : sound && file.attachment !== null ? (
        <PlayButton file={file.attachment.file} />
      ) : sound ? (
        <Mic aria-hidden />
      ) : (
        <FileText aria-hidden />
      )}
      <span className="grow">
        <span className="cut composer-file-name">{sound ? t`Voice message` : file.name}</span>
        <span
          className={file.problem === null ? "faint" : "composer-file-problem"}
          role={file.problem === null ? undefined : "alert"}
        >
          {sound && length !== null ? format.countdown(length) : state}
        </span>
      </span>
      <IconButton size="small" label={t`Remove ${file.name}`} onPress={onRemove}>
        <X aria-hidden />
      </IconButton>
    </li>
  );
}

function PlayButton({ file }: { file: FileHash }) {
  const { t } = useLingui();
  const player = usePlayer(file);
  return (
    <IconButton label={player.playing ? t`Stop` : t`Listen`} onPress={player.playing ? player.stop : player.play}>
      {player.playing ? <Square aria-hidden /> : <Play aria-hidden />}
    </IconButton>
  );
}
