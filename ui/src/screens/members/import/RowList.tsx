import { useLingui } from "@lingui/react/macro";
import { useRef, useState } from "react";
import { Virtualizer, type VirtualizerHandle } from "virtua";

import { useFormat } from "../../../app/format";
import { useReadOn } from "../../../app/useReadOn";
import { Segmented } from "../../../components";
import type { ImportRow, ImportTally, ListLook, RowFate } from "../../../host/contract";
import { useImportRows } from "../../../host/lists";
import { useFaultWords } from "./useFaultWords";
import { ALL_FATES, FATES } from "./words";

/** The rows by what they come to; the worst first. */
export function RowList({ tally, look, of }: { tally: ImportTally; look: ListLook | null; of: number }) {
  const { t, i18n } = useLingui();
  const format = useFormat();
  const there = ALL_FATES.filter((fate) => tally[fate] > 0);
  const [asked, setAsked] = useState<RowFate | null>(null);
  const fate = asked !== null && there.includes(asked) ? asked : (there[0] ?? null);
  if (fate === null) return null;
  return (
    <>
      <Segmented
        label={t`Which rows`}
        value={fate}
        onChange={setAsked}
        options={there.map((one) => ({ id: one, words: `${i18n._(FATES[one])} ${format.number(tally[one])}` }))}
      />
      <Rows key={fate} fate={fate} look={look} of={of} />
    </>
  );
}

function Rows({ fate, look, of }: { fate: RowFate; look: ListLook | null; of: number }) {
  const { t } = useLingui();
  const rows = useImportRows(fate, of);
  const box = useRef<HTMLDivElement>(null);
  const handle = useRef<VirtualizerHandle>(null);
  const lines = rows.data ?? [];
  const onScroll = useReadOn(handle, lines.length, rows);
  return (
    // A list that scrolls is reached by the keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div ref={box} className="import__rows" tabIndex={0} role="group" aria-label={t`Rows`}>
      <Virtualizer ref={handle} scrollRef={box} as="ul" item="li" onScroll={onScroll}>
        {lines.map((row) => (
          <Row key={row.line} row={row} look={look} />
        ))}
      </Virtualizer>
    </div>
  );
}

function Row({ row, look }: { row: ImportRow; look: ListLook | null }) {
  const { t } = useLingui();
  const words = useFaultWords(look);
  const { line } = row;
  return (
    <div className="import__row">
      <span className="import__place numbers">{t`Line ${line}`}</span>
      <span className="import__who cut" dir="auto">
        {row.who}
      </span>
      <span className="grow" dir="auto">
        {row.fault === null ? row.differences.map((one) => words.difference(one)).join("; ") : words.fault(row.fault)}
      </span>
    </div>
  );
}
