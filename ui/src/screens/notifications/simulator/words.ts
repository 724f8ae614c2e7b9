import { select } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";

import { formatLocale } from "../../../app/i18n";
import type { Outcome } from "../../../host/contract";
import { useSounds } from "../../../host/notifications";
import { soundWords } from "../words";

/** How an outcome is said. */
export interface OutcomeWords {
  /** It rings, Silent, badge only, Nothing. */
  title: string;
  /** What is heard and seen: “Kettle” at 60%, banner and badge. */
  detail: string;
  /** The same inside a sentence. */
  brief: string;
}

/** The signs of an outcome beside its sound, as one word for messages. */
function seen({ banner, badge }: Outcome): "both" | "banner" | "badge" | "none" {
  if (banner) return badge ? "both" : "banner";
  return badge ? "badge" : "none";
}

/** Says outcomes in the language in force. */
export function useOutcomeWords(): (outcome: Outcome) => OutcomeWords {
  const { t, i18n } = useLingui();
  const { data: sounds } = useSounds();
  const percent = new Intl.NumberFormat(formatLocale(i18n.locale), { style: "percent" });
  return (outcome) => {
    const signs = seen(outcome);
    if (outcome.sound.from === "silent") {
      const title = t`${select(signs, { both: "Silent, banner and badge", banner: "Silent, banner only", badge: "Silent, badge only", other: "Nothing" })}`;
      const detail = t`${select(signs, { both: "No sound", banner: "No sound, no badge", badge: "No sound, no banner", other: "No sound, no banner, no badge" })}`;
      const brief = t`${select(signs, { both: "a banner and a badge without sound", banner: "a banner without sound", badge: "a badge only", other: "nothing at all" })}`;
      return { title, detail, brief };
    }
    const sound = soundWords(outcome.sound, sounds?.files ?? [], (message) => i18n._(message));
    const volume = percent.format(outcome.volume / 100);
    const also = t`${select(signs, { both: "banner and badge", banner: "banner", badge: "badge", other: "nothing to see" })}`;
    const detail = t`“${sound}” at ${volume}, ${also}`;
    return { title: t`It rings`, detail, brief: detail };
  };
}
