import { useLingui } from "@lingui/react/macro";

import { useFormat } from "../../../app/format";
import { now } from "../../../host/clock";
import type { ConsentRow, ServiceWindow } from "../../../host/contract";
import { quoted, useConsentWords } from "../useConsentWords";
import { PURPOSES } from "../words";

/** Yes or no, and why. */
export interface VerdictWords {
  yes: boolean;
  title: string;
  reason: string;
  /** What may be done instead. */
  instead: string | null;
}

/** Says whether somebody may be written to for a purpose: the same answer as the composer and every send get. */
export function useVerdict(): (row: ConsentRow, window: ServiceWindow, name: string) => VerdictWords {
  const { t, i18n } = useLingui();
  const format = useFormat();
  const words = useConsentWords();

  const title = ({ purpose, denial }: ConsentRow): string => {
    const known = PURPOSES[purpose];
    if (known !== undefined) return i18n._(denial === null ? known.yes : known.no);
    const own = words.name(purpose);
    return denial === null ? t`Yes: ${own}` : t`No: ${own}`;
  };
  const granted = (row: ConsentRow, window: ServiceWindow): string => {
    if (row.purpose === "service_replies" && window.state === "open")
      return t`The window is open until ${format.until(window.closes, now())}.`;
    if (row.source === null || row.at === null) return t`The consent is on record.`;
    const how = words.source(row.source, row.word);
    const since = words.when(row.at);
    if (row.expires !== null) return t`${how}, ${since}. It holds until ${format.short(row.expires, now())}.`;
    return t`${how}, ${since}.`;
  };
  const withdrawn = ({ at, word, source }: ConsentRow, name: string): string => {
    const when = words.when(at ?? now());
    if (word !== null) return t`${name} wrote ${quoted(word)} ${when}. It took effect at once.`;
    if (source === "button") return t`The button that ends it was pressed ${when}.`;
    return t`The consent was taken back ${when}.`;
  };
  const refused = (row: ConsentRow, window: ServiceWindow, name: string): string => {
    const when = row.at === null ? "" : words.when(row.at);
    switch (row.denial?.refusal) {
      case undefined:
        return granted(row, window);
      case "window_closed":
        return window.state === "closed"
          ? t`The 24-hour window closed ${words.when(window.closed)}.`
          : t`Nobody has written from there yet, so there is no window.`;
      case "no_consent":
        return t`This was never asked and never given.`;
      case "asked":
        return t`The question went out ${when}. There is no answer yet.`;
      case "not_confirmed":
        return t`It was given ${when}, but this purpose asks for a confirmation, which has not come.`;
      case "declined":
        return t`The answer ${when} was no.`;
      case "withdrawn":
        return withdrawn(row, name);
      case "stopped_at_provider":
        return t`Offers were stopped in WhatsApp itself ${when}.`;
      case "expired":
        return row.state === "expired"
          ? t`The question got no answer and expired ${when}.`
          : t`The consent was given ${when} and has expired.`;
      case "no_such_purpose":
        return t`This purpose is not in the list any more, so it permits nothing.`;
      case "group_link":
        return t`It has the link of a group, and this person did not agree to invitations. Use Invite, or ask for that consent first.`;
      case "blocked":
        return t`This person is blocked at this number.`;
    }
  };
  return (row, window, name) => ({
    yes: row.denial === null,
    title: title(row),
    reason: refused(row, window, name),
    instead: row.denial === null ? null : words.instead(row.denial),
  });
}
