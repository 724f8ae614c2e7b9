import { useLingui } from "@lingui/react/macro";
import { ChevronDown } from "lucide-react";
import { Button as Pressable } from "react-aria-components";

import { useFormat } from "../../../app/format";
import { Chip, Menu } from "../../../components";
import { now } from "../../../host/clock";
import type { Wording } from "../../../host/contract";
import { useConsentWords } from "../useConsentWords";
import { isCurrent, keyOfText, textsOf } from "./wordings";

/** The text that the person was shown, and the way to an older one or to another language. */
export function WordingShown({
  wording,
  wordings,
  onChange,
}: {
  wording: Wording;
  wordings: readonly Wording[];
  onChange: (wording: Wording) => void;
}) {
  const { t, i18n } = useLingui();
  const { code, name } = useConsentWords();
  const about = useAboutText(wordings);
  const texts = textsOf(wordings, wording.purpose, i18n.locale);
  const what = name(wording.purpose);
  return (
    <div className="record__card">
      <div className="record__line">
        <Chip tone="accent">{code(wording)}</Chip>
        <span className="record__about grow">{about(wording)}</span>
        <Menu
          label={t`Text: ${what}`}
          placement="bottom end"
          trigger={
            <Pressable className="record__change" aria-label={t`Change the text: ${what}`}>
              {t`Change`}
              <ChevronDown aria-hidden="true" />
            </Pressable>
          }
          entries={texts.map((one) => ({
            id: keyOfText(one),
            words: `${code(one)} · ${one.language.toUpperCase()}`,
            detail: about(one),
            chosen: keyOfText(one) === keyOfText(wording),
            run: () => onChange(one),
          }))}
        />
      </div>
      <p className="record__text" dir="auto">
        {t`“${wording.text}”`}
      </p>
    </div>
  );
}

/** current, since 1 September; or: until 1 September. */
function useAboutText(wordings: readonly Wording[]): (wording: Wording) => string {
  const { t } = useLingui();
  const format = useFormat();
  return (wording) => {
    const date = (at: number) => (now() - at < 300 * 86_400_000 ? format.date(at) : format.short(at, now()));
    // A text that comes with the product is older than everything.
    if (wording.since === 0) return t`comes with Switchboard`;
    if (isCurrent(wordings, wording)) return t`current, since ${date(wording.since)}`;
    const next = wordings
      .filter((one) => one.purpose === wording.purpose && one.language === wording.language)
      .filter(({ version }) => version > wording.version)
      .toSorted((one, other) => one.version - other.version)[0];
    return t`shown ${date(wording.since)} – ${date(next?.since ?? wording.since)}`;
  };
}
