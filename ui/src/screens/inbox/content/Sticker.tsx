import { useLingui } from "@lingui/react/macro";
import type { FileState } from "@/host/contract.ts";
import { useFileUrl } from "../files.ts";
import { FileWait } from "./FileWait.tsx";

const BOX = { width: 128, aspectRatio: "1 / 1" };

/** A sticker, always in the same box. */
export function Sticker({ file }: { file: FileState | null }) {
  const { t } = useLingui();
  const ready = file?.state === "ready" ? file : null;
  const { url, failed } = useFileUrl(ready?.file ?? null);
  if (ready === null || failed) return <FileWait file={file} failed={failed} box={BOX} />;
  return url === null ? <span className="sticker" /> : <img className="sticker" src={url} alt={t`Sticker`} />;
}
