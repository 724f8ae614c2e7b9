import { Trans, useLingui } from "@lingui/react/macro";

import { useFormat } from "../../../app/format";
import type { LoopTest } from "../../../host/contract";
import { LightRow } from "../LightRow";
import { LOOPS } from "./loop-words";

/** How far a test of the whole loop came. */
export function LoopRow({ test: { address, outcome } }: { test: LoopTest }) {
  const { i18n } = useLingui();
  const { tone, name, about } = LOOPS[outcome.outcome];
  return (
    <div className="light" role="status">
      <LightRow
        tone={tone}
        name={i18n._(name)}
        about={
          <>
            {i18n._(about)} <Detail outcome={outcome} /> <span className="selectable">{address}</span>
          </>
        }
      />
    </div>
  );
}

/** What belongs to one outcome alone. */
function Detail({ outcome }: { outcome: LoopTest["outcome"] }) {
  const format = useFormat();
  switch (outcome.outcome) {
    case "arrived":
      return <Trans>It took {format.number(outcome.milliseconds)} ms.</Trans>;
    case "not_passed_on":
      return <Trans>The answer was {outcome.status}.</Trans>;
    case "answer_lost":
      return outcome.status === null ? null : <Trans>The answer was {outcome.status}.</Trans>;
    default:
      return null;
  }
}
