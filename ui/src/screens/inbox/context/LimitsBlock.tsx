import { useLingui } from "@lingui/react/macro";
import type { ChatDetail } from "@/host/contract.ts";
import { useAccount } from "../chat.tsx";

/** What cannot be done in a group, and why: all of it is the provider's. */
export function LimitsBlock({ detail }: { detail: ChatDetail }) {
  const { t } = useLingui();
  const capabilities = useAccount(detail)?.capabilities;
  const names: Readonly<Record<string, string>> = {
    interactive: t`buttons and lists`,
    location: t`places`,
    contacts: t`contact cards`,
    reaction: t`reactions`,
  };
  const missing = Object.keys(names).filter((kind) => capabilities?.in_groups.includes(kind) === false);
  const kinds = missing.map((kind) => names[kind]).join(", ");
  return (
    <details className="context-block context-limits">
      <summary>{t`What WhatsApp does not do in groups`}</summary>
      <ul>
        <li>{t`No message can be changed or deleted once it is sent.`}</li>
        {kinds === "" ? null : <li>{t`Not taken there: ${kinds}.`}</li>}
        <li>{t`WhatsApp gives businesses no mentions: a name after @ goes out as plain text and alerts nobody.`}</li>
        <li>{t`The 24-hour window is shared: a message of anybody in the group opens it for all.`}</li>
        <li>{t`That you have read something is not shown to anybody.`}</li>
      </ul>
    </details>
  );
}
