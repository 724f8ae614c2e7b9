import { Trans, useLingui } from "@lingui/react/macro";
import { MousePointer2, Plus } from "lucide-react";

import { Button, Kbd } from "../../../components";
import { useQuestion } from "../simulator/question";
import type { Layer } from "./layers";
import { overlapsOf } from "./week";

/** Below the week: how it is drawn, what the lamp is, and which schedules overlap. */
export function WeekNotes({ layers, onAdd }: { layers: readonly Layer[]; onAdd: () => void }) {
  const { t } = useLingui();
  const question = useQuestion();
  return (
    <div className="week-notes">
      <span className="week-notes__one">
        <MousePointer2 aria-hidden="true" />
        {t`Drag to draw or resize`}
      </span>
      <span className="week-notes__one">
        <Trans>
          <Kbd chord="Shift" /> copy to all weekdays
        </Trans>
      </span>
      <Button kind="ghost" size="small" onPress={onAdd}>
        <Plus aria-hidden="true" />
        {t`Add a block`}
      </Button>
      {question !== null && (
        <span className="week-notes__one week-notes__lamp">
          <span className="lamp lamp--glow" aria-hidden="true" />
          {t`the moment being tested`}
        </span>
      )}
      <OverlapNotes layers={layers} />
    </div>
  );
}

function OverlapNotes({ layers }: { layers: readonly Layer[] }) {
  const held = layers.filter(({ on }) => on);
  const pairs = new Map(overlapsOf(held).map((one) => [one.schedules.join("-"), one]));
  const name = (id: number | null) => held.find((layer) => layer.id === id)?.name ?? "";
  if (pairs.size === 0) return null;
  return (
    <ul className="week-notes__overlaps">
      {[...pairs].map(([key, { schedules, quieter }]) => {
        const [one, other] = [name(schedules[0]), name(schedules[1])];
        const wins = name(quieter);
        return (
          <li key={key}>
            <span className="week-notes__hatch" aria-hidden="true" />
            {quieter === null ? (
              <Trans>
                “{one}” and “{other}” overlap. They are equally quiet.
              </Trans>
            ) : (
              <Trans>
                “{one}” and “{other}” overlap. The quieter one holds then: “{wins}”.
              </Trans>
            )}
          </li>
        );
      })}
    </ul>
  );
}
