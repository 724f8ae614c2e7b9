import { plural } from "@lingui/core/macro";
import { Trans, useLingui } from "@lingui/react/macro";

import type { Condition } from "../../../host/contract";
import { PickOne } from "../simulator/PickOne";
import type { ExceptionProps } from "./ExceptionEditor";

const COUNTS = [2, 3, 4, 5, 10];
const MINUTES = [1, 2, 5, 10, 15, 30, 60];

/** How many messages of one person in how short a time. */
export function PickRepeated({
  condition,
  change,
}: ExceptionProps & { condition: Extract<Condition, { when: "repeated" }> }) {
  const { t } = useLingui();
  const { count, minutes } = condition;
  const messages = (count: number) => t`${plural(count, { one: "# message", other: "# messages" })}`;
  const within = (minutes: number) => t`${minutes} min`;
  const all = (usual: readonly number[], now: number) => [...new Set([...usual, now])].toSorted((a, b) => a - b);
  const counts = (
    <PickOne
      label={t`How many`}
      words={messages(count)}
      none={t`Nothing fits`}
      options={all(COUNTS, count).map((one) => ({ id: String(one), words: messages(one), chosen: one === count }))}
      onPick={(id) => change({ condition: { ...condition, count: Number(id) } })}
    />
  );
  const times = (
    <PickOne
      label={t`In what time`}
      words={within(minutes)}
      none={t`Nothing fits`}
      options={all(MINUTES, minutes).map((one) => ({ id: String(one), words: within(one), chosen: one === minutes }))}
      onPick={(id) => change({ condition: { ...condition, minutes: Number(id) } })}
    />
  );
  return (
    <Trans>
      of one person, {counts} within {times},
    </Trans>
  );
}
