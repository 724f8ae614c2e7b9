import { useLingui } from "@lingui/react/macro";

import { useNow } from "../../../host/clock";
import { useQuestion } from "../simulator/question";
import { placeOf } from "./place";
import { wallClock } from "./week";
import { useWeekWords } from "./words";

const MINUTE = 60_000;

/** Where in the week it is now. */
export function NowLine({ zone }: { zone: string }) {
  const { t } = useLingui();
  const words = useWeekWords();
  const { day, minute } = wallClock(useNow(MINUTE), zone);
  const at = words.time(minute);
  return (
    <span className="week__now" style={placeOf({ day, from: minute, to: minute })}>
      <span className="unseen">{t`Now, ${words.day(day, "long")} ${at}`}</span>
    </span>
  );
}

/** The moment that the simulator tests. */
export function Lamp({ zone }: { zone: string }) {
  const { t } = useLingui();
  const words = useWeekWords();
  const question = useQuestion();
  if (question === null) return null;
  const { day, minute } = wallClock(question.at, zone);
  const at = words.time(minute);
  return (
    <span className="week__lamp" style={placeOf({ day, from: minute, to: minute })}>
      <span className="unseen">{t`The moment being tested, ${words.day(day, "long")} ${at}`}</span>
    </span>
  );
}
