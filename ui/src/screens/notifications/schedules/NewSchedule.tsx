import { useLingui } from "@lingui/react/macro";
import { useState } from "react";

import { parseSchedule } from "../../../app/schedule-sentence";
import { Button, Chip, Field } from "../../../components";
import { now } from "../../../host/clock";
import type { NotificationRules } from "../../../host/contract";
import { useLabels } from "../../../host/queries";
import { Escapable } from "./Escapable";
import { type Layer, layerOf } from "./layers";
import { labelRings, newSchedule, notYetThrough } from "./new-schedule";
import { useProblemWords } from "./problem-words";
import { useScheduleCreate } from "./useScheduleActions";
import { type Draft, hueAt, setDraft } from "./view";
import { type Block, blocksOf, freshId, windowsOf } from "./week";
import { WeekGrid } from "./WeekGrid";
import { WeekNotes } from "./WeekNotes";
import { useWeekWords } from "./words";

/** Of a schedule that has no key yet. */
const DRAFT = 0;
const NIGHT: Omit<Block, "id"> = { day: 1, from: 22 * 60, minutes: 600 };

/** A new schedule as one sentence; what it says is drawn in the week while it is typed, and can be drawn by hand. */
export function NewSchedule({ draft, rules }: { draft: Draft; rules: NotificationRules }) {
  const { t } = useLingui();
  const { data: labels = [] } = useLabels();
  const problems = useProblemWords();
  const create = useScheduleCreate();
  const [tried, setTried] = useState(false);
  const [opened] = useState(now);
  const sentence = parseSchedule(draft.text, labels);
  const blocks = draft.drawn ?? blocksOf(sentence.windows);
  // What was drawn by hand needs no times in the words.
  const drawnInstead = sentence.problem?.what === "no_times" && sentence.name !== "" && draft.drawn !== null;
  const problem = blocks.length === 0 || !drawnInstead ? sentence.problem : null;
  const { schedules, zone, breakthroughs } = rules;
  const layers = schedules.map((one, place) => layerOf(one, place, zone, opened));
  const edited: Layer = {
    id: DRAFT,
    name: sentence.name,
    hue: hueAt(schedules.length),
    on: true,
    quiet: "badge_only",
    blocks,
    draft: true,
  };
  const save = () => {
    setTried(true);
    if (problem !== null || create.isPending) return;
    const schedule = newSchedule(sentence.name, windowsOf(blocks));
    const through = notYetThrough(sentence.labels, breakthroughs).map(({ label_id }) => labelRings(label_id, null));
    create.mutate({ schedule, through });
  };
  const type = (text: string) => {
    const before = JSON.stringify(sentence.windows);
    const same = JSON.stringify(parseSchedule(text, labels).windows) === before;
    setDraft({ text, drawn: same ? draft.drawn : null });
  };
  return (
    <>
      <Escapable onEscape={() => setDraft(null)}>
        <form
          className="new-schedule"
          onSubmit={(event) => {
            event.preventDefault();
            save();
          }}
        >
          <Field
            className="new-schedule__field"
            size="large"
            label={t`New schedule`}
            help={t`For example: Night 22-8 except VIP. You can draw the times below as well.`}
            error={tried && problem !== null ? problems(problem, labels) : undefined}
            value={draft.text}
            onChange={type}
            autoFocus
          />
          <div className="new-schedule__row">
            <Read sentence={sentence} blocks={blocks} />
            <Button kind="ghost" onPress={() => setDraft(null)}>{t`Cancel`}</Button>
            <Button type="submit" kind="primary" chord="Enter" pending={create.isPending ? t`Saving…` : undefined}>
              {t`Save`}
            </Button>
          </div>
        </form>
      </Escapable>
      <div className="schedules__week">
        <WeekGrid layers={layers} edited={edited} zone={zone} onChange={(drawn) => setDraft({ ...draft, drawn })} />
        <WeekNotes
          layers={[...layers, edited]}
          onAdd={() => setDraft({ ...draft, drawn: [...blocks, { ...NIGHT, id: freshId(blocks) }] })}
        />
      </div>
    </>
  );
}

/** How the sentence was read: name, times and the labels that ring through, as chips. */
function Read({
  sentence: { name, labels },
  blocks,
}: {
  sentence: ReturnType<typeof parseSchedule>;
  blocks: readonly Block[];
}) {
  const { t } = useLingui();
  const words = useWeekWords();
  return (
    <p className="new-schedule__read" role="status">
      {name !== "" && <Chip tone="accent">{name}</Chip>}
      {blocks.length > 0 && <Chip>{words.windows(windowsOf(blocks))}</Chip>}
      {labels.length > 0 && <span>{t`rings through:`}</span>}
      {labels.map((label) => (
        <Chip key={label.label_id} color={label.color}>
          {label.name}
        </Chip>
      ))}
    </p>
  );
}
