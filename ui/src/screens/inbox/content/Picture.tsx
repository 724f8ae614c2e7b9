import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import type { FileState } from "@/host/contract.ts";
import { useFileUrl } from "../files.ts";
import { FileWait } from "./FileWait.tsx";
import { LargePicture } from "./LargePicture.tsx";

/** Most CSS pixels of a picture in a bubble, each way. */
const MOST = 320;
/** Box of a picture whose size is not known. */
const UNKNOWN_SIZE: readonly [number, number] = [240, 180];

/** A picture in a bubble. Its box has its final size from the start, so nothing moves when the bytes come. */
export function Picture({ file, caption }: { file: FileState | null; caption: string | null }) {
  const { t } = useLingui();
  const [large, setLarge] = useState(false);
  const ready = file?.state === "ready" ? file : null;
  const { url, failed } = useFileUrl(ready?.file ?? null);
  const box = boxOf(ready?.pixels ?? null);
  if (ready === null || failed) return <FileWait file={file} failed={failed} box={box} />;
  const name = caption ?? t`Photo`;
  return (
    <>
      <button type="button" className="picture" style={box} onClick={() => setLarge(true)} aria-label={t`Open photo`}>
        {url === null ? null : <img src={url} alt={name} />}
        <span className="unseen">
          <Trans>Photo</Trans>
        </span>
      </button>
      {large && url !== null ? (
        <LargePicture url={url} name={name} file={ready.file} onClose={() => setLarge(false)} />
      ) : null}
    </>
  );
}

function boxOf(pixels: readonly [number, number] | null): { width: number; aspectRatio: string } {
  const [width, height] = pixels ?? UNKNOWN_SIZE;
  const scale = Math.min(1, MOST / width, MOST / height);
  const narrow = Math.max(80, Math.round(width * scale));
  return { width: narrow, aspectRatio: `${width} / ${height}` };
}
