import { useQueryClient } from "@tanstack/react-query";
import { useLingui } from "@lingui/react/macro";

import { useErrorToast } from "../../app/useErrorToast";
import { Switch } from "../../components";
import { keys } from "../../host/keys";
import { useCommand } from "../../host/mutations";
import { Section } from "./Section";

/** How the program sits on this computer. */
export function Computer({ on }: { on: boolean }) {
  const { t } = useLingui();
  const client = useQueryClient();
  const failed = useErrorToast();
  const set = useCommand("autostart_set", {
    done: (now) => client.setQueryData(keys.autostart, now),
    refused: failed,
  });
  return (
    <Section
      title={t`This computer`}
      about={t`Alerts come as long as Switchboard runs, also while its window is closed to the tray.`}
    >
      <div className="settings__card">
        <Switch value={on} onChange={(next) => set.mutate({ on: next })}>
          {t`Start with the computer, in the tray`}
        </Switch>
      </div>
    </Section>
  );
}
