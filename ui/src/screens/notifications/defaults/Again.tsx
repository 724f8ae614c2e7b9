import { plural } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";

import { Select, Switch } from "../../../components";
import type { Manner } from "../../../host/contract";
import { Card, useManner } from "./Everything";

const NEVER = "never";
const MINUTES = [2, 5, 10, 15, 30, 60];

/** Whether what nobody answered alerts once more. */
export function AgainCard({ manner }: { manner: Manner }) {
  const { t } = useLingui();
  const change = useManner(manner);
  const { again_after: after } = manner;
  const steps = after === null || MINUTES.includes(after) ? MINUTES : [...MINUTES, after].toSorted((a, b) => a - b);
  return (
    <Card title={t`When nobody answers`}>
      <div className="alerts__line">
        <span className="grow">{t`Alert again after`}</span>
        <Select
          label={t`Alert again after`}
          hideLabel
          options={[
            { id: NEVER, words: t`never` },
            ...steps.map((minutes) => ({
              id: String(minutes),
              words: t`${plural(minutes, { one: "# minute", other: "# minutes" })}`,
            })),
          ]}
          value={after === null ? NEVER : String(after)}
          onChange={(key) => change({ again_after: key === NEVER ? null : Number(key) })}
        />
      </div>
      {after !== null && (
        <Switch value={manner.again_louder} onChange={(louder) => change({ again_louder: louder })}>
          {t`That time at full volume`}
        </Switch>
      )}
    </Card>
  );
}
