import { useLingui } from "@lingui/react/macro";

import { Segmented } from "../../components";
import type { Language, Settings } from "../../host/contract";
import { useSettingsSave } from "../../host/mutations";
import { Line, Section } from "./Section";

/** The language of the interface. Each language is named in itself, so that it is found by who needs it. */
export function LanguageChoice({ settings }: { settings: Settings }) {
  const { t } = useLingui();
  const save = useSettingsSave();
  const options: { id: Language | "system"; words: string }[] = [
    { id: "system", words: t`Like the system` },
    { id: "en", words: t({ id: "language.en", message: "English" }) },
    { id: "ru", words: t({ id: "language.ru", message: "Русский" }) },
  ];
  return (
    <Section title={t`Language`}>
      <div className="settings__card">
        <Line name={t`Language of the interface`} about={t`Templates are offered in the contact's language.`}>
          <Segmented
            label={t`Language of the interface`}
            options={options}
            value={settings.language ?? "system"}
            onChange={(chosen) => save.mutate({ language: chosen === "system" ? null : chosen })}
          />
        </Line>
      </div>
    </Section>
  );
}
