import { plural } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";

import { PickOne } from "../simulator/PickOne";
import type { ExceptionProps } from "./ExceptionEditor";

const MINUTES: readonly (number | null)[] = [null, 5, 15, 30, 60, 240];

/** How often an exception may ring through in one chat. */
export function PickOnce({ exception, change }: ExceptionProps) {
  const { t } = useLingui();
  const { once_in: now } = exception;
  const words = (minutes: number | null) => {
    if (minutes === null) return t`every time`;
    const hours = minutes / 60;
    return minutes % 60 === 0
      ? t`at most once in ${plural(hours, { one: "an hour", other: "# hours" })}`
      : t`at most once in ${plural(minutes, { one: "# minute", other: "# minutes" })}`;
  };
  const choices = MINUTES.includes(now) ? MINUTES : [...MINUTES, now];
  return (
    <PickOne
      label={t`How often`}
      words={words(now)}
      none={t`Nothing fits`}
      options={choices.map((minutes) => ({ id: String(minutes), words: words(minutes), chosen: minutes === now }))}
      onPick={(id) => change({ once_in: id === "null" ? null : Number(id) })}
    />
  );
}
