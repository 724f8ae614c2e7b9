import { useLingui } from "@lingui/react/macro";

import { openOverlay } from "../../app/navigation";
import { Button, Segmented, Switch } from "../../components";
import type { Settings } from "../../host/contract";
import { useSettingsSave } from "../../host/mutations";
import { Line, Section } from "./Section";

/** What Enter does and whether single letters act. */
export function Keys({ settings }: { settings: Settings }) {
  const { t } = useLingui();
  const save = useSettingsSave();
  return (
    <Section
      title={t`Shortcuts`}
      action={<Button chord="Shift+Slash" onPress={() => openOverlay("keys")}>{t`Show all`}</Button>}
    >
      <div className="settings__card">
        <Line name={t`Send a message with`}>
          <Segmented
            label={t`Send a message with`}
            options={[
              { id: "enter", words: t`Enter` },
              { id: "shift", words: t`Shift+Enter` },
            ]}
            value={settings.enter_sends ? "enter" : "shift"}
            onChange={(chosen) => save.mutate({ enter_sends: chosen === "enter" })}
          />
        </Line>
        <Switch value={settings.letter_keys} onChange={(on) => save.mutate({ letter_keys: on })}>
          {t`Single letters act outside text (J, K, E …)`}
        </Switch>
      </div>
    </Section>
  );
}
