import { plural } from "@lingui/core/macro";
import { Trans, useLingui } from "@lingui/react/macro";
import { UsersRound } from "lucide-react";
import { useState } from "react";

import { useFormat } from "../../../app/format";
import { Button, Late, Skeleton } from "../../../components";
import { useConsentCheck } from "../../../host/consent";
import type { PurposeId } from "../../../host/contract";
import { useConsentWords } from "../useConsentWords";
import type { Somebody } from "../view";
import { ChooseSeveral } from "./ChooseSeveral";
import { type Counts, countsFor } from "./several";

/** The same question about several people: how many may be written to, and why the rest may not. */
export function CheckSeveral({ purpose }: { purpose: PurposeId }) {
  const { t } = useLingui();
  const [people, setPeople] = useState<readonly Somebody[]>([]);
  const [choosing, setChoosing] = useState(false);
  return (
    <section className="several" aria-label={t`Check several`}>
      <div className="several__head">
        <h2 className="grow">{t`Check several`}</h2>
        <Button size="small" onPress={() => setChoosing(true)}>
          <UsersRound aria-hidden="true" />
          {people.length === 0 ? t`Choose…` : t`Change…`}
        </Button>
      </div>
      {people.length === 0 ? (
        <p className="checker__small quiet">{t`Paste names or numbers, or choose people one by one.`}</p>
      ) : (
        <Counted people={people} purpose={purpose} />
      )}
      {choosing && (
        <ChooseSeveral
          title={t`Check several`}
          accept={t`Check`}
          people={people}
          onClose={() => setChoosing(false)}
          onChosen={(next) => {
            setPeople(next);
            setChoosing(false);
          }}
        />
      )}
    </section>
  );
}

function Counted({ people, purpose }: { people: readonly Somebody[]; purpose: PurposeId }) {
  const { t } = useLingui();
  const format = useFormat();
  const { short } = useConsentWords();
  const { data } = useConsentCheck(people.map(({ whom }) => whom));
  if (data === undefined)
    return (
      <Late>
        <Skeleton width="100%" height="44px" />
      </Late>
    );
  const counts = countsFor(data, purpose);
  const what = short(purpose);
  const all = data.length;
  return (
    <div role="status">
      <div className="several__line">
        <span className="grow">{t`${what}: ${plural(all, { one: "# person", other: "# people" })}`}</span>
        <span className="numbers quiet">
          <Trans>
            {format.number(counts.yes)} of {format.number(all)}
          </Trans>
        </span>
      </div>
      <Bar counts={counts} all={all} replies={purpose === "service_replies"} />
    </div>
  );
}

const TONES: readonly (readonly [keyof Counts, string])[] = [
  ["yes", "ok"],
  ["waiting", "wait"],
  ["never", "none"],
  ["expired", "warn"],
  ["withdrew", "danger"],
  ["blocked", "danger"],
];

/** The parts add up to everybody; the words below carry the numbers. */
function Bar({ counts, all, replies }: { counts: Counts; all: number; replies: boolean }) {
  const { t } = useLingui();
  const said: Record<keyof Counts, string> = {
    yes: t`${counts.yes} yes`,
    waiting: t`${plural(counts.waiting, { one: "# waits", other: "# wait" })}`,
    never: replies ? t`${counts.never} without an open window` : t`${counts.never} never asked`,
    expired: t`${counts.expired} expired`,
    withdrew: t`${counts.withdrew} withdrew`,
    blocked: t`${counts.blocked} blocked`,
  };
  const parts = TONES.filter(([part]) => counts[part] > 0);
  return (
    <>
      <div className="several__bar" aria-hidden="true">
        {parts.map(([part, tone]) => (
          <i key={part} className={`several__part several__part--${tone}`} style={{ flexGrow: counts[part] / all }} />
        ))}
      </div>
      <p className="checker__small quiet numbers">{parts.map(([part]) => said[part]).join(" · ")}</p>
    </>
  );
}
