import "./numbers.css";

import { plural } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";
import { useState } from "react";

import { useFormat } from "../../../app/format";
import { Button, Segmented, Skeleton } from "../../../components";
import type { GroupActivity, GroupView } from "../../../host/contract";
import { useGroupActivity } from "../../../host/groups";
import { Days } from "./Days";
import { DaysTable } from "./DaysTable";

type Span = "7" | "30";

/** With fewer messages than this in either time nothing is compared. */
const ENOUGH = 20;

/** How much is written in a group, by how many, and how soon they are answered. */
export function Numbers({ group }: { group: GroupView }) {
  const { t } = useLingui();
  const [span, setSpan] = useState<Span>("7");
  const [table, setTable] = useState(false);
  const activity = useGroupActivity(group.row.chat_id, Number(span));
  return (
    <section className="group-card" aria-label={t`What is written`}>
      <div className="group-card__head">
        <h2>{t`What is written`}</h2>
        <Segmented<Span>
          label={t`In how many days`}
          value={span}
          onChange={setSpan}
          options={[
            { id: "7", words: t`7 days` },
            { id: "30", words: t`30 days` },
          ]}
        />
      </div>
      {activity.data === undefined ? (
        activity.error === null ? (
          <Skeleton width="100%" height="120px" />
        ) : (
          <p className="group-card__note" role="alert">
            {t`The numbers could not be read.`}{" "}
            <Button size="small" onPress={() => void activity.refetch()}>{t`Try again`}</Button>
          </p>
        )
      ) : (
        <>
          <Figures activity={activity.data} people={group.people.length} />
          {table ? <DaysTable days={activity.data.days} /> : <Days days={activity.data.days} />}
          <div className="numbers-end">
            <Compare activity={activity.data} />
            <Button size="small" kind="ghost" onPress={() => setTable(!table)}>
              {table ? t`Show as chart` : t`Show as table`}
            </Button>
          </div>
        </>
      )}
    </section>
  );
}

function Figures({ activity, people }: { activity: GroupActivity; people: number }) {
  const { t } = useLingui();
  const format = useFormat();
  const { received, sent, writers, answers, waited } = activity.total;
  const [theirs, ours] = [format.number(received), format.number(sent)];
  const inside = format.number(people);
  return (
    <dl className="figures-line">
      <div>
        <dt>{t`Messages`}</dt>
        <dd className="numbers">{format.number(received + sent)}</dd>
        <dd className="figures-line__note">{t`${theirs} received, ${ours} sent`}</dd>
      </div>
      <div>
        <dt>{t`Active participants`}</dt>
        <dd className="numbers">{format.number(writers)}</dd>
        <dd className="figures-line__note">{t`of ${inside} in the group now`}</dd>
      </div>
      <div>
        <dt>{t`First answer after`}</dt>
        <dd className="numbers">{waited === null ? t`none yet` : format.length(waited)}</dd>
        <dd className="figures-line__note">
          {waited === null
            ? t`nobody was answered`
            : t`${plural(answers, { one: "median of # answer", other: "median of # answers" })}`}
        </dd>
      </div>
    </dl>
  );
}

/** How it is beside as many days before, where there is enough to say so. */
function Compare({ activity }: { activity: GroupActivity }) {
  const { t } = useLingui();
  const { total, before, days } = activity;
  const now = total.received + total.sent;
  const then = before.received + before.sent;
  const span = days.length;
  if (now < ENOUGH || then < ENOUGH)
    return <span className="grow">{t`Too few messages to compare with the ${span} days before.`}</span>;
  const more = now - then;
  const fewer = -more;
  return (
    <span className="grow">
      {more === 0
        ? t`As many messages as in the ${span} days before.`
        : more > 0
          ? t`${plural(more, { one: "# message", other: "# messages" })} more than in the ${span} days before.`
          : t`${plural(fewer, { one: "# message", other: "# messages" })} fewer than in the ${span} days before.`}
    </span>
  );
}
