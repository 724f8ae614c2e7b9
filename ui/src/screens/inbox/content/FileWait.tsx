import { Trans } from "@lingui/react/macro";
import { CircleAlert } from "lucide-react";
import type { FileState } from "@/host/contract.ts";

/** Stands where a file will be: while it is fetched, or when it could not be. */
export function FileWait({
  file,
  failed,
  box,
}: {
  file: FileState | null;
  failed: boolean;
  box?: { width: number; aspectRatio: string };
}) {
  const lost = failed || file?.state === "failed";
  return (
    <span className="file-wait" style={box} data-lost={lost || undefined}>
      {lost ? <CircleAlert className="inbox-icon-14" aria-hidden /> : null}
      <span>
        {lost ? (
          <Trans>The file could not be fetched. WhatsApp keeps files for a limited time.</Trans>
        ) : (
          <Trans>Fetching the file…</Trans>
        )}
      </span>
    </span>
  );
}
