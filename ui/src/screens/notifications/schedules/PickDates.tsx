import { useLingui } from "@lingui/react/macro";
import { X } from "lucide-react";
import { useState } from "react";

import { useFormat } from "../../../app/format";
import { Button, Field, IconButton } from "../../../components";
import { now } from "../../../host/clock";
import { PickBox } from "../simulator/PickOne";
import { dateOf, noonOf } from "./dates";
import type { SettingProps } from "./ScheduleSettings";

/** Days on which a schedule does not begin. */
export function PickDates({ schedule, change }: SettingProps) {
  const { t, i18n } = useLingui();
  const format = useFormat();
  const { except } = schedule;
  const dates = except.toSorted().map((date) => format.date(noonOf(date)));
  const list = new Intl.ListFormat(i18n.locale, { type: "conjunction" }).format(dates);
  return (
    <PickBox label={t`Days left out`} words={except.length === 0 ? t`with no day left out` : t`except on ${list}`}>
      <Dates except={except} onChange={(except) => change({ except })} />
    </PickBox>
  );
}

function Dates({ except, onChange }: { except: readonly string[]; onChange: (except: string[]) => void }) {
  const { t } = useLingui();
  const format = useFormat();
  const [text, setText] = useState("");
  const [tried, setTried] = useState(false);
  const date = dateOf(text, now());
  return (
    <form
      className="pick__form"
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (date === null) return;
        onChange([...new Set([...except, date])].toSorted());
        setText("");
        setTried(false);
      }}
    >
      <Field
        label={t`Day to leave out`}
        help={date === null ? t`For example: 31 dec, tomorrow` : format.exact(noonOf(date)).replace(/, 12:00$/, "")}
        error={tried && date === null ? t`Write a day that is still to come, for example: 31 dec` : undefined}
        value={text}
        onChange={setText}
        autoFocus
      />
      <Button type="submit">{t`Leave out`}</Button>
      <ul className="dates" aria-label={t`Days left out`}>
        {except.toSorted().map((one) => {
          const day = format.date(noonOf(one));
          return (
            <li key={one} className="dates__one">
              <span className="grow">{day}</span>
              <IconButton
                size="small"
                label={t`Quiet on ${day} again`}
                onPress={() => onChange(except.filter((other) => other !== one))}
              >
                <X aria-hidden="true" />
              </IconButton>
            </li>
          );
        })}
      </ul>
    </form>
  );
}
