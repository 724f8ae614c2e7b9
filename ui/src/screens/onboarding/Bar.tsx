import { useLingui } from "@lingui/react/macro";
import { ChevronDown, Languages, Moon, Sun } from "lucide-react";
import { Button as Pressable } from "react-aria-components";

import { otherTheme } from "../../app/appearance";
import { useWindowFrame } from "../../app/Caption";
import { FirstBar } from "../../app/FirstBar";
import { IconButton, Menu } from "../../components";
import type { Language, Workspace } from "../../host/contract";
import { useSettingsSave } from "../../host/mutations";

/** The top of the window before there is anything to find or to say of a connection. */
export function Bar({ workspace }: { workspace: Workspace }) {
  const { t, i18n } = useLingui();
  const frame = useWindowFrame(workspace);
  const save = useSettingsSave();
  const names: Record<Language, string> = {
    en: t({ id: "language.en", message: "English" }),
    ru: t({ id: "language.ru", message: "Русский" }),
  };
  const languages = Object.keys(names) as Language[];
  const current = languages.find((language) => language === i18n.locale) ?? "en";
  const other = otherTheme();
  return (
    <FirstBar name={workspace.name} frame={frame}>
      <Menu
        label={t`Language`}
        placement="bottom end"
        trigger={
          <Pressable className="live" aria-label={t`Language: ${names[current]}`}>
            <Languages aria-hidden="true" />
            <span className="cut">{names[current]}</span>
            <ChevronDown aria-hidden="true" />
          </Pressable>
        }
        entries={languages.map((language) => ({
          id: language,
          words: names[language],
          chosen: language === current,
          run: () => save.mutate({ language }),
        }))}
      />
      <IconButton
        label={other === "light" ? t`Light theme` : t`Dark theme`}
        onPress={() => save.mutate({ theme: other })}
      >
        {other === "light" ? <Sun aria-hidden="true" /> : <Moon aria-hidden="true" />}
      </IconButton>
    </FirstBar>
  );
}
