import { useLingui } from "@lingui/react/macro";

import { useErrorToast } from "../../../app/useErrorToast";
import { Select } from "../../../components";
import type { ExceptionRow, Fields } from "../../../host/contract";
import { useLevelSave } from "../../../host/notification-mutations";
import { ABOVE, useFieldChoices } from "../levels/useFieldChoices";

/** What is left out where the window is not wide enough for all. */
const WIDTHS = {
  sound: "",
  volume: "own-rule__field--wide",
  banner: "",
  badge: "",
  preview: "own-rule__field--wide own-rule__field--preview",
  importance: "own-rule__field--wider",
} as const;

/** The fields of an exception in its line. What does not fit in a narrow window stands in its dialog. */
export function ExceptionFields({ row: { level, name, fields } }: { row: ExceptionRow }) {
  const { t } = useLingui();
  const save = useLevelSave();
  const failed = useErrorToast();
  const choices = useFieldChoices(fields);
  const keep = (next: Fields) => save.mutate({ level, fields: next }, { onError: failed });
  const labels = {
    sound: t`Tone: ${name}`,
    volume: t`Volume: ${name}`,
    banner: t`Banner: ${name}`,
    badge: t`Badge: ${name}`,
    preview: t`A banner shows: ${name}`,
    importance: t`Importance: ${name}`,
  } as const;
  const shown = ["sound", "volume", "banner", "badge", "preview", "importance"] as const;
  return shown.map((field) => {
    const { value, options, set } = choices[field];
    return (
      <span key={field} className={`own-rule__field ${WIDTHS[field]}`}>
        <Select
          label={labels[field]}
          hideLabel
          bare
          faint={value === ABOVE}
          options={options}
          value={value}
          onChange={(key) => keep(set(key))}
        />
      </span>
    );
  });
}
