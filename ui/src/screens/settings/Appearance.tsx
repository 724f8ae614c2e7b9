import { useLingui } from "@lingui/react/macro";

import { Segmented, Switch } from "../../components";
import type { Settings, Theme } from "../../host/contract";
import { useSettingsSave } from "../../host/mutations";
import { Line, Section } from "./Section";

const SIZES = ["90", "100", "110", "130", "150"] as const;

/** Theme, text size and how close rows stand; all at once, nothing to save. */
export function Appearance({ settings }: { settings: Settings }) {
  const { t } = useLingui();
  const save = useSettingsSave();
  const themes: { id: Theme; words: string }[] = [
    { id: "system", words: t`Like the system` },
    { id: "light", words: t`Light` },
    { id: "dark", words: t`Dark` },
  ];
  const off = (one: string) => Math.abs(Number(one) - settings.text_size);
  const size = SIZES.reduce((best, one) => (off(one) < off(best) ? one : best));
  return (
    <Section title={t`Appearance`}>
      <div className="settings__card">
        <Line name={t`Theme`}>
          <Segmented
            label={t`Theme`}
            options={themes}
            value={settings.theme}
            onChange={(theme) => save.mutate({ theme })}
          />
        </Line>
        <Line name={t`Text size`}>
          <Segmented
            label={t`Text size`}
            options={SIZES.map((one) => ({ id: one, words: t`${one}%` }))}
            value={size}
            onChange={(chosen) => save.mutate({ text_size: Number(chosen) })}
          />
        </Line>
        <Switch value={settings.compact} onChange={(compact) => save.mutate({ compact })}>
          {t`Rows closer together`}
        </Switch>
        <Switch value={settings.rail_words} onChange={(words) => save.mutate({ rail_words: words })}>
          {t`Words in the rail`}
        </Switch>
      </div>
    </Section>
  );
}
