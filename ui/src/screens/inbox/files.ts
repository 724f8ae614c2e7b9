import { useHost } from "@/host/context.tsx";
import type { FileHash } from "@/host/contract.ts";
import { useCommand } from "@/host/mutations.ts";
import { useFile, useWorkspace } from "@/host/queries.ts";

/** A file's bytes as an address for `src`: none while they come, and whether they could not be had. */
export function useFileUrl(file: FileHash | null): { url: string | null; failed: boolean } {
  const { data, isError } = useFile(file);
  return { url: data ?? null, failed: isError };
}

/** Opens a file in another program; none where this host cannot. */
export function useOpenOutside(): ((file: FileHash) => void) | null {
  const { data: workspace } = useWorkspace();
  const open = useCommand("file_open");
  return workspace?.abilities.open_file === true ? (file) => open.mutate({ file }) : null;
}

/** Saves a file through the browser, for a host that opens nothing itself. */
export function useSaveFile(): (file: FileHash, name: string) => void {
  const host = useHost();
  return (file, name) => {
    void host.call("file", { file }).then(({ mime, base64 }) => {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob([bytes], { type: mime }));
      link.download = name;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    });
  };
}
