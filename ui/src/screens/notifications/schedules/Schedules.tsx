import "./schedules.css";

import { useLingui } from "@lingui/react/macro";
import { CircleAlert, Moon } from "lucide-react";

import { errorWords } from "../../../app/errors";
import { Button, Empty, Late, Skeleton } from "../../../components";
import type { NotificationRules } from "../../../host/contract";
import { toHostError } from "../../../host/host";
import { useNotificationRules } from "../../../host/notifications";
import { Exceptions } from "./Exceptions";
import { NewSchedule } from "./NewSchedule";
import { SavedWeek } from "./SavedWeek";
import { ScheduleCards } from "./ScheduleCards";
import { ScheduleSettings } from "./ScheduleSettings";
import { beginDraft } from "./useNewAction";
import { chosenOf, useSchedulesView } from "./view";

/** Quiet schedules: their cards, the week in which they are drawn, and what rings through the chosen one. */
export function Schedules() {
  const { t, i18n } = useLingui();
  const rules = useNotificationRules();
  if (rules.data !== undefined) return <Page rules={rules.data} />;
  if (rules.error === null)
    return (
      <Late>
        <div className="alerts__page schedules">
          <Skeleton width="100%" height="50px" />
          <Skeleton width="100%" height="250px" />
          <Skeleton width="100%" height="150px" />
        </div>
      </Late>
    );
  return (
    <Empty
      icon={<CircleAlert aria-hidden="true" />}
      title={t`The schedules could not be read`}
      action={<Button onPress={() => void rules.refetch()}>{t`Try again`}</Button>}
    >
      {i18n._(errorWords(toHostError(rules.error).body))}
    </Empty>
  );
}

function Page({ rules }: { rules: NotificationRules }) {
  const { t } = useLingui();
  const { chosen, draft } = useSchedulesView();
  const schedule = chosenOf(rules.schedules, chosen);
  if (draft !== null)
    return (
      <div className="alerts__page schedules">
        <NewSchedule draft={draft} rules={rules} />
      </div>
    );
  if (schedule === null)
    return (
      <Empty
        icon={<Moon aria-hidden="true" />}
        title={t`No quiet schedules yet`}
        action={
          <Button kind="primary" chord="Mod+KeyN" onPress={beginDraft}>
            {t`New schedule`}
          </Button>
        }
      >
        {t`Nights, weekends and breaks appear here, and what may ring through them.`}
      </Empty>
    );
  return (
    <div className="alerts__page schedules">
      <ScheduleCards schedules={rules.schedules} chosen={schedule} onNew={beginDraft} />
      <SavedWeek key={schedule.schedule_id} schedule={schedule} rules={rules} />
      <ScheduleSettings schedule={schedule} rules={rules} />
      <Exceptions schedule={schedule} rules={rules} />
    </div>
  );
}
