import "./ledger.css";

import { useLingui } from "@lingui/react/macro";
import { CircleAlert, ScrollText } from "lucide-react";
import { type KeyboardEvent, useMemo, useRef, useState } from "react";
import { Virtualizer, type VirtualizerHandle } from "virtua";

import { errorWords } from "../../../app/errors";
import { midnights, useFormat } from "../../../app/format";
import { useReadOn } from "../../../app/useReadOn";
import { Button, Empty, Late, Skeleton } from "../../../components";
import { useNow } from "../../../host/clock";
import { useLedger } from "../../../host/consent";
import type { LedgerPart } from "../../../host/contract";
import { toHostError } from "../../../host/host";
import { useConsentView } from "../view";
import { LedgerRow } from "./LedgerRow";
import { dayOf, tableLines } from "./lines";

const MINUTE = 60_000;
/** The entries of the ledger, newest first. */
export function Ledger({ part }: { part: LedgerPart }) {
  const { t, i18n } = useLingui();
  const ledger = useLedger(part);
  if (ledger.data === undefined)
    return ledger.error === null ? (
      <Late>
        <div className="ledger__waits">
          {Array.from({ length: 8 }, (_, line) => (
            <Skeleton key={line} width="100%" height="28px" />
          ))}
        </div>
      </Late>
    ) : (
      <Empty
        icon={<CircleAlert aria-hidden="true" />}
        title={t`The ledger could not be read`}
        action={<Button onPress={() => void ledger.refetch()}>{t`Try again`}</Button>}
      >
        {i18n._(errorWords(toHostError(ledger.error).body))}
      </Empty>
    );
  if (ledger.data.length === 0) return <Nothing part={part} />;
  return <Table part={part} ledger={ledger} entries={ledger.data} />;
}

function Nothing({ part }: { part: LedgerPart }) {
  const { t } = useLingui();
  const words = {
    all: [t`No entries yet`, t`The first stands here when somebody writes, or when you record a consent.`],
    pending: [t`Nobody is asked`, t`Questions that wait for an answer stand here.`],
    withdrawals: [t`Nobody opted out`, t`Whoever takes a consent back stands here.`],
  }[part];
  return (
    <Empty icon={<ScrollText aria-hidden="true" />} title={words[0] ?? ""}>
      {words[1]}
    </Empty>
  );
}

function Table({
  part,
  ledger,
  entries,
}: {
  part: LedgerPart;
  ledger: ReturnType<typeof useLedger>;
  entries: NonNullable<ReturnType<typeof useLedger>["data"]>;
}) {
  const { t } = useLingui();
  const format = useFormat();
  const minute = useNow(MINUTE);
  const lines = useMemo(() => tableLines(entries), [entries]);
  const box = useRef<HTMLDivElement>(null);
  const handle = useRef<VirtualizerHandle>(null);
  const [top, setTop] = useState(0);
  const chosen = useConsentView((view) => view.entry);
  const readOn = useReadOn(handle, lines.length, ledger);
  const onScroll = () => {
    const view = handle.current;
    if (view === null) return;
    setTop(view.findItemIndex(view.scrollOffset));
    readOn();
  };
  const day = dayOf(lines[top] ?? lines[0]);
  const heading = day === null ? "" : midnights(day, minute) === 0 ? t`Today` : format.day(day, minute);
  return (
    <div className="ledger" role="table" aria-label={t`Entries of the ledger`} aria-rowcount={-1}>
      <div className="ledger__head" role="row">
        <span role="columnheader" className="cut">
          {heading}
        </span>
        <span role="columnheader">{t`Member`}</span>
        <span role="columnheader">{t`Purpose`}</span>
        <span role="columnheader">{t`Event`}</span>
        <span role="columnheader">{t`Source`}</span>
        <span role="columnheader">{t`Text`}</span>
        <span role="columnheader">{t`Evidence`}</span>
        <span role="columnheader">{t`Entry`}</span>
      </div>
      {/* The keys are those of the buttons in it. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <div ref={box} role="rowgroup" className="ledger__list" data-part={part} onKeyDown={walk}>
        <Virtualizer ref={handle} scrollRef={box} onScroll={onScroll}>
          {lines.map((line) =>
            line.line === "day" ? (
              <div key={`day-${line.at}`} role="row" className="ledger__day">
                <span role="cell" aria-colspan={8}>
                  {format.day(line.at, minute)}
                </span>
              </div>
            ) : (
              <LedgerRow key={line.entry.entry} entry={line.entry} isChosen={chosen === line.entry.entry} />
            ),
          )}
        </Virtualizer>
      </div>
    </div>
  );
}

/** Arrows go from one entry to the next. */
function walk(event: KeyboardEvent<HTMLElement>): void {
  const step = event.code === "ArrowDown" ? 1 : event.code === "ArrowUp" ? -1 : 0;
  if (step === 0 || !(event.target instanceof HTMLElement) || !event.target.matches(".ledger__name")) return;
  const names = [...event.currentTarget.querySelectorAll<HTMLElement>(".ledger__name")];
  const next = names[names.indexOf(event.target) + step];
  if (next === undefined) return;
  event.preventDefault();
  event.stopPropagation();
  next.focus();
  next.scrollIntoView({ block: "nearest" });
}
