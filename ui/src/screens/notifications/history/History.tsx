import "./history.css";

import { useLingui } from "@lingui/react/macro";
import { CircleAlert, History as HistoryIcon } from "lucide-react";
import { useMemo, useRef, useState } from "react";
import { Virtualizer, type VirtualizerHandle } from "virtua";

import { errorWords } from "../../../app/errors";
import { useFormat } from "../../../app/format";
import { useReadOn } from "../../../app/useReadOn";
import { Button, Chip, Empty, Late, Skeleton } from "../../../components";
import { useNow } from "../../../host/clock";
import type { KindCount } from "../../../host/contract";
import { toHostError } from "../../../host/host";
import { useNotificationHistory } from "../../../host/notifications";
import { KINDS } from "../words";
import { DecisionLine } from "./DecisionLine";
import { historyLines } from "./lines";

const MINUTE = 60_000;
/** What was decided and why, newest first, for the last 30 days. */
export function History() {
  const { t, i18n } = useLingui();
  const history = useNotificationHistory();
  if (history.data === undefined)
    return history.error === null ? (
      <Late>
        <div className="alerts__waits">
          {Array.from({ length: 6 }, (_, line) => (
            <Skeleton key={line} width="100%" height="40px" />
          ))}
        </div>
      </Late>
    ) : (
      <Empty
        icon={<CircleAlert aria-hidden="true" />}
        title={t`The history could not be read`}
        action={<Button onPress={() => void history.refetch()}>{t`Try again`}</Button>}
      >
        {i18n._(errorWords(toHostError(history.error).body))}
      </Empty>
    );
  return (
    <div className="history">
      <Off off={history.data.off} />
      {history.data.decisions.length === 0 ? (
        <Empty icon={<HistoryIcon aria-hidden="true" />} title={t`Nothing was decided yet`}>
          {t`Every notification appears here with its reasons, a silent one too.`}
        </Empty>
      ) : (
        <Decisions history={history} decisions={history.data.decisions} />
      )}
    </div>
  );
}

/** Kinds that are off leave no trace, only a number. */
function Off({ off }: { off: readonly KindCount[] }) {
  const { t, i18n } = useLingui();
  const format = useFormat();
  const counted = off.filter(({ count }) => count > 0);
  if (counted.length === 0) return null;
  return (
    <section className="history__off" aria-label={t`Kinds that are off`}>
      <span className="alerts__about">{t`Off, so only counted in the last 30 days:`}</span>
      {counted.map(({ kind, count }) => (
        <Chip key={kind}>
          {i18n._(KINDS[kind])} <span className="numbers">{format.number(count)}</span>
        </Chip>
      ))}
    </section>
  );
}

function Decisions({
  history,
  decisions,
}: {
  history: ReturnType<typeof useNotificationHistory>;
  decisions: NonNullable<ReturnType<typeof useNotificationHistory>["data"]>["decisions"];
}) {
  const format = useFormat();
  const minute = useNow(MINUTE);
  const lines = useMemo(() => historyLines(decisions), [decisions]);
  const box = useRef<HTMLDivElement>(null);
  const handle = useRef<VirtualizerHandle>(null);
  const [open, setOpen] = useState<number | null>(null);
  const readOn = useReadOn(handle, lines.length, history);
  return (
    <div ref={box} className="history__list">
      <Virtualizer ref={handle} scrollRef={box} as="ul" item="li" onScroll={readOn}>
        {lines.map((line) =>
          line.line === "day" ? (
            <h2 key={`day-${line.at}`} className="history__day">
              {format.day(line.at, minute)}
            </h2>
          ) : (
            <DecisionLine
              key={line.decided.notification_id}
              decided={line.decided}
              isOpen={open === line.decided.notification_id}
              onToggle={(opened) => setOpen(opened ? line.decided.notification_id : null)}
            />
          ),
        )}
      </Virtualizer>
    </div>
  );
}
