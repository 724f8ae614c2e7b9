import "./through.css";

import { useLingui } from "@lingui/react/macro";
import { Plus } from "lucide-react";
import { useState } from "react";
import { GridList, useDragAndDrop } from "react-aria-components";

import { undoable } from "../../../app/undo";
import { useErrorToast } from "../../../app/useErrorToast";
import { Button } from "../../../components";
import type { Breakthrough, BreakthroughId, NotificationRules, Schedule } from "../../../host/contract";
import { useBreakthroughOrder } from "../../../host/notification-mutations";
import { ExceptionEditor } from "./ExceptionEditor";
import { ExceptionRow } from "./ExceptionRow";
import { labelRings } from "./new-schedule";
import { put, reorder, stepped, throughOf } from "./order";
import { useExceptionActions } from "./useExceptionActions";

/** What may ring through a schedule: exceptions as sentences, of which the first that fits wins. */
export function Exceptions({ schedule, rules }: { schedule: Schedule; rules: NotificationRules }) {
  const { t } = useLingui();
  const all = rules.breakthroughs;
  const shown = throughOf(all, schedule.schedule_id);
  const ids = shown.map(({ breakthrough_id }) => breakthrough_id);
  const [edited, setEdited] = useState<BreakthroughId | "new" | null>(null);
  const actions = useExceptionActions();
  const arrange = useArrange(all);
  const { dragAndDropHooks } = useDragAndDrop({
    getItems: (keys) => [...keys].map((key) => ({ "text/plain": String(key) })),
    onReorder: ({ keys, target: { key, dropPosition } }) => {
      if (dropPosition === "on") return;
      arrange(put(ids, new Set([...keys].map(Number)), Number(key), dropPosition));
    },
  });
  const { name } = schedule;
  return (
    <section className="through" aria-label={t`What may ring through “${name}”`}>
      <div className="through__head">
        <h2 className="grow">{t`What may ring through “${name}”`}</h2>
        {shown.length > 1 && <span className="through__hint">{t`first match wins`}</span>}
      </div>
      {shown.length === 0 ? (
        <p className="through__none">{t`Nothing rings through yet. An exception may be a label, a person, words or repeated messages.`}</p>
      ) : (
        <GridList
          className="through__list"
          aria-label={t`What may ring through “${name}”`}
          keyboardNavigationBehavior="tab"
          selectionMode="none"
          dragAndDropHooks={dragAndDropHooks}
          items={shown.map((exception) => ({ id: exception.breakthrough_id, exception }))}
          dependencies={[edited, ids, schedule, rules]}
        >
          {({ id, exception }) => (
            <ExceptionRow
              exception={exception}
              onEdit={() => setEdited(id)}
              onUp={ids[0] === id ? null : () => arrange(stepped(ids, id, -1))}
              onDown={ids.at(-1) === id ? null : () => arrange(stepped(ids, id, 1))}
            />
          )}
        </GridList>
      )}
      {edited === null ? (
        <Button kind="ghost" className="through__add" onPress={() => setEdited("new")}>
          <Plus aria-hidden="true" />
          {t`Add an exception`}
        </Button>
      ) : (
        <ExceptionEditor
          key={edited}
          exception={all.find(({ breakthrough_id }) => breakthrough_id === edited) ?? beginning(schedule)}
          fresh={edited === "new"}
          schedule={schedule}
          onSave={(exception) => {
            actions.save(exception, edited === "new");
            setEdited(null);
          }}
          onClose={() => setEdited(null)}
        />
      )}
    </section>
  );
}

/** An exception to begin with; what it is for is picked next. */
function beginning(schedule: Schedule): Breakthrough {
  return { ...labelRings(0, schedule.schedule_id) };
}

/** Puts the shown exceptions into another order, and offers the old one. */
function useArrange(all: readonly Breakthrough[]): (shown: BreakthroughId[]) => void {
  const { t } = useLingui();
  const order = useBreakthroughOrder();
  const failed = useErrorToast();
  return (shown) => {
    const before = all.map(({ breakthrough_id }) => breakthrough_id);
    const after = reorder(all, shown);
    if (JSON.stringify(before) === JSON.stringify(after)) return;
    order.mutate({ order: after }, { onError: failed });
    undoable(t`Order of exceptions changed`, () => order.mutate({ order: before }, { onError: failed }));
  };
}
