import { msg } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";
import { useId, useState } from "react";

import { type Action, useActions } from "../../../keys/actions";
import type { ChangeBlocks, Layer } from "./layers";
import { Piece, pieceClass, PieceName } from "./Piece";
import { placeOf } from "./place";
import { type Block, DAY, moved, piecesOf, resized, startOf, STEP, withBlock } from "./week";
import { useWeekWords } from "./words";

/** The blocks that can be changed: each is a list item that the arrows move and Enter opens as fields. */
export function EditedBlocks({
  layer,
  onChange,
  onOpen,
}: {
  layer: Layer;
  onChange: ChangeBlocks;
  onOpen: (block: Block) => void;
}) {
  const { t } = useLingui();
  const words = useWeekWords();
  const [focused, setFocused] = useState<number | null>(null);
  const [said, setSaid] = useState("");
  const hint = useId();
  const block = layer.blocks.find(({ id }) => id === focused) ?? null;
  useBlockKeys(
    block,
    (next) => {
      setSaid(words.block(next));
      onChange(withBlock(layer.blocks, next), "soon");
    },
    (gone) => {
      setSaid(t`Removed`);
      onChange(
        layer.blocks.filter(({ id }) => id !== gone.id),
        "now",
        gone,
      );
    },
  );
  const { name } = layer;
  return (
    <>
      <ul aria-label={name === "" ? t`New schedule` : name} data-keys="week">
        {layer.blocks.map((one) => (
          <li key={one.id}>
            <EditedBlock
              block={one}
              layer={layer}
              hint={hint}
              onOpen={() => onOpen(one)}
              onFocus={() => setFocused(one.id)}
              onBlur={() => setFocused(null)}
            />
          </li>
        ))}
      </ul>
      <span className="unseen" id={hint}>
        {t`Arrows move it, Shift and arrows resize it, Delete removes it, Enter opens its times.`}
      </span>
      <span className="unseen" role="status">
        {said}
      </span>
    </>
  );
}

function EditedBlock({
  block,
  layer,
  hint,
  onOpen,
  onFocus,
  onBlur,
}: {
  block: Block;
  layer: Layer;
  /** Id of the words about its keys. */
  hint: string;
  onOpen: () => void;
  onFocus: () => void;
  onBlur: () => void;
}) {
  const words = useWeekWords();
  const [first, second] = piecesOf(block);
  if (first === undefined) return null;
  const when = words.block(block);
  return (
    <>
      <button
        type="button"
        className={`${pieceClass(layer)} week__piece--edited`}
        style={placeOf(first)}
        data-block={block.id}
        aria-label={layer.name === "" ? when : `${layer.name}: ${when}`}
        aria-describedby={hint}
        onFocus={onFocus}
        onBlur={onBlur}
        // A pointer's press is told by its drag; this is the keyboard's and the screen reader's.
        onClick={(event) => event.detail === 0 && onOpen()}
      >
        <PieceName piece={first} layer={layer} />
        <span className="week__edge week__edge--start" data-edge="start" />
        {second === undefined && <span className="week__edge week__edge--end" data-edge="end" />}
      </button>
      {second !== undefined && (
        <span aria-hidden="true">
          <Piece piece={second} layer={layer} data-block={block.id}>
            <span className="week__edge week__edge--end" data-edge="end" />
          </Piece>
        </span>
      )}
    </>
  );
}

function useBlockKeys(block: Block | null, change: (block: Block) => void, remove: (block: Block) => void): void {
  const on = (run: (block: Block) => void) => ({
    group: "app" as const,
    keyOnly: true,
    enabled: block !== null,
    run: () => block !== null && run(block),
  });
  const move = (by: number) => on((one) => change(moved(one, by)));
  const end = (by: number) => on((one) => change(resized(one, "end", endOf(one) + by)));
  const start = (by: number) => on((one) => change(resized(one, "start", startOf(one) + by)));
  const actions: Action[] = [
    { id: "week.earlier", title: msg`15 minutes earlier`, ...move(-STEP) },
    { id: "week.later", title: msg`15 minutes later`, ...move(STEP) },
    { id: "week.day-before", title: msg`To the day before`, ...move(-DAY) },
    { id: "week.day-after", title: msg`To the day after`, ...move(DAY) },
    { id: "week.end-later", title: msg`End 15 minutes later`, ...end(STEP) },
    { id: "week.end-earlier", title: msg`End 15 minutes earlier`, ...end(-STEP) },
    { id: "week.start-earlier", title: msg`Begin 15 minutes earlier`, ...start(-STEP) },
    { id: "week.start-later", title: msg`Begin 15 minutes later`, ...start(STEP) },
    { id: "week.remove", title: msg`Remove the block`, ...on(remove) },
  ];
  useActions(actions);
}

function endOf(block: Block): number {
  return startOf(block) + block.minutes;
}
