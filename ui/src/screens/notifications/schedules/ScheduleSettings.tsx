import { Trans, useLingui } from "@lingui/react/macro";
import { Trash2 } from "lucide-react";
import { useState } from "react";

import { Button, Field } from "../../../components";
import type { NotificationRules, Quietness, Schedule } from "../../../host/contract";
import { PickBox, PickOne } from "../simulator/PickOne";
import { PickDates } from "./PickDates";
import { PickScope } from "./PickScope";
import { PickZone } from "./PickZone";
import { useScheduleActions } from "./useScheduleActions";
import { useQuietnessWords } from "./words";

/** One part of the sentence about a schedule. */
export interface SettingProps {
  schedule: Schedule;
  change: (some: Partial<Schedule>) => void;
}

/** What a schedule does, as a sentence whose parts can be picked. */
export function ScheduleSettings({ schedule, rules }: { schedule: Schedule; rules: NotificationRules }) {
  const { t } = useLingui();
  const actions = useScheduleActions();
  const props = { schedule, change: (some: Partial<Schedule>) => actions.change({ ...schedule, ...some }) };
  const { name } = schedule;
  return (
    <div className="schedule-settings">
      <p className="sentence grow" role="group" aria-label={t`Settings of “${name}”`}>
        <Trans>
          <PickName {...props} /> is <PickQuiet {...props} /> for <PickScope {...props} />, by <PickZone {...props} />,{" "}
          <PickDates {...props} />.
        </Trans>
      </p>
      <Button kind="ghost" size="small" onPress={() => actions.remove(schedule, rules.breakthroughs)}>
        <Trash2 aria-hidden="true" />
        {t`Delete “${name}”`}
      </Button>
    </div>
  );
}

function PickName({ schedule, change }: SettingProps) {
  const { t } = useLingui();
  return (
    <PickBox label={t`Name`} words={schedule.name}>
      {(close) => (
        <NameForm
          name={schedule.name}
          onSave={(name) => {
            close();
            change({ name });
          }}
        />
      )}
    </PickBox>
  );
}

function NameForm({ name, onSave }: { name: string; onSave: (name: string) => void }) {
  const { t } = useLingui();
  const [text, setText] = useState(name);
  const missing = text.trim() === "" ? t`Type a name first` : undefined;
  return (
    <form
      className="pick__form"
      onSubmit={(event) => {
        event.preventDefault();
        if (missing === undefined) onSave(text.trim());
      }}
    >
      <Field label={t`Name of the schedule`} value={text} onChange={setText} maxLength={60} autoFocus />
      <Button type="submit" reason={missing}>{t`Rename`}</Button>
    </form>
  );
}

const QUIETNESS: readonly Quietness[] = ["no_sound", "badge_only", "nothing"];

function PickQuiet({ schedule, change }: SettingProps) {
  const { t } = useLingui();
  const words = useQuietnessWords();
  return (
    <PickOne
      label={t`How quiet`}
      words={words[schedule.quiet]}
      none={t`Nothing fits`}
      options={QUIETNESS.map((id) => ({ id, words: words[id], chosen: id === schedule.quiet }))}
      onPick={(quiet) => change({ quiet })}
    />
  );
}
