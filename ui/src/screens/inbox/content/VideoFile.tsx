import { Trans, useLingui } from "@lingui/react/macro";
import { Play, VideoOff } from "lucide-react";
import { useState } from "react";
import type { FileState } from "@/host/contract.ts";
import { useFileUrl, useOpenOutside } from "../files.ts";
import { useFormat } from "@/app/format.ts";
import { FileWait } from "./FileWait.tsx";

const BOX = { width: 320, aspectRatio: "16 / 9" };

/** A video: fetched when it is asked for, played from memory, or the reason why not with the way out. */
export function VideoFile({ file, bytes }: { file: FileState | null; bytes: number | null }) {
  const { t } = useLingui();
  const format = useFormat();
  const outside = useOpenOutside();
  const [wanted, setWanted] = useState(false);
  const [unplayable, setUnplayable] = useState(false);
  const ready = file?.state === "ready" ? file : null;
  const { url, failed } = useFileUrl(wanted ? (ready?.file ?? null) : null);
  if (ready === null || failed) return <FileWait file={file} failed={failed} box={BOX} />;
  if (unplayable) {
    return (
      <span className="file-wait" style={BOX} data-lost>
        <VideoOff className="inbox-icon-14" aria-hidden />
        <span>
          <Trans>This window cannot play a video of this kind.</Trans>{" "}
          {outside === null ? null : (
            <button type="button" className="link-button" onClick={() => outside(ready.file)}>
              <Trans>Open outside</Trans>
            </button>
          )}
        </span>
      </span>
    );
  }
  if (url === null) {
    return (
      <button
        type="button"
        className="picture video-start"
        style={BOX}
        onClick={() => setWanted(true)}
        disabled={wanted}
      >
        <Play className="inbox-icon-18" aria-hidden />
        <span>{wanted ? t`Loading…` : t`Play video, ${format.bytes(bytes ?? ready.bytes)}`}</span>
      </button>
    );
  }
  return (
    <span className="picture" style={BOX}>
      {/* A message's video comes without captions; its words, if any, stand below it. */}
      <video src={url} controls autoPlay onError={() => setUnplayable(true)} aria-label={t`Video`} />
    </span>
  );
}
