import { useLingui } from "@lingui/react/macro";

import { toast } from "../components/Toast";
import type { PaperFile } from "../host/contract";

/** Says where a file that was made lies; a browser saves it by itself. */
export function usePaper(): (file: PaperFile) => void {
  const { t } = useLingui();
  return ({ filename, mime, path, base64 }) => {
    if (path !== null) return void toast(t`Saved: ${path}`);
    if (base64 === null) return;
    saveBytes(filename, mime, base64);
    toast(t`Saved: ${filename}`);
  };
}

function saveBytes(filename: string, mime: string, base64: string): void {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([bytes], { type: mime }));
  link.download = filename;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
