import { Trans } from "@lingui/react/macro";
import { CircleHelp } from "lucide-react";

/** A message that WhatsApp does not pass on, or that this version cannot read. It is shown, never dropped. */
export function Oddity({
  content,
}: {
  content: { kind: "unsupported"; what: string | null; code: number | null } | { kind: "unknown"; what: string };
}) {
  const detail =
    content.kind === "unsupported"
      ? [content.what, content.code].filter((part) => part !== null).join(", ")
      : content.what;
  return (
    <span className="oddity">
      <CircleHelp className="inbox-icon-14" aria-hidden />
      <span>
        {content.kind === "unsupported" ? (
          <Trans>WhatsApp does not pass on messages of this kind. Ask the person to send it another way.</Trans>
        ) : (
          <Trans>This version cannot show this message. It is kept and will be shown after an update.</Trans>
        )}
        {detail === "" ? null : <small> ({detail})</small>}
      </span>
    </span>
  );
}
