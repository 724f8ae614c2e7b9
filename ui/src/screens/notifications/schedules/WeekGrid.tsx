import "./week.css";

import { useLingui } from "@lingui/react/macro";
import { type PointerEvent, useRef, useState } from "react";

import { useNow } from "../../../host/clock";
import { BlockFields } from "./BlockFields";
import { EditedBlocks } from "./EditedBlocks";
import type { ChangeBlocks, Layer } from "./layers";
import { Piece } from "./Piece";
import { placeOf } from "./place";
import { useDrag } from "./useDrag";
import { choose } from "./view";
import { type Block, onWorkdays, overlapsOf, piecesOf, wallClock, withBlock } from "./week";
import { Lamp, NowLine } from "./WeekMarks";
import { useWeekWords } from "./words";

const MINUTE = 60_000;
const DAYS = [1, 2, 3, 4, 5, 6, 7];
const HOURS = [0, 3, 6, 9, 12, 15, 18, 21, 24];

/** The week: every schedule in its colour, and the blocks of one of them to draw, move and resize. */
export function WeekGrid({
  layers,
  edited,
  zone,
  onChange,
}: {
  layers: readonly Layer[];
  /** The layer whose blocks can be changed. */
  edited: Layer;
  /** The operator's time zone. */
  zone: string;
  onChange: ChangeBlocks;
}) {
  const { t } = useLingui();
  const words = useWeekWords();
  const plane = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState<Block | null>(null);
  const { blocks } = edited;
  const drag = useDrag({
    plane,
    blocks,
    onPress: setOpen,
    onDone: ({ block, was, copy }) => {
      onChange(copy ? onWorkdays(blocks, block, was) : withBlock(blocks, block), "now");
    },
  });
  const shown = { ...edited, blocks: drag.held === null ? blocks : withBlock(blocks, drag.held) };
  const others = layers.filter(({ id, on }) => id !== edited.id && on);
  const begin = (event: PointerEvent<HTMLElement>) => {
    const target = event.target instanceof HTMLElement ? event.target : null;
    const other = target?.closest<HTMLElement>("[data-schedule]")?.dataset["schedule"];
    if (other !== undefined) return choose(Number(other));
    const block = blocks.find(
      ({ id }) => String(id) === target?.closest<HTMLElement>("[data-block]")?.dataset["block"],
    );
    const edge = target?.dataset["edge"];
    if (block === undefined) return drag.begin(event, { grip: "draw" });
    return drag.begin(event, { grip: edge === "start" || edge === "end" ? edge : "move", block });
  };
  return (
    <div className="week" role="group" aria-label={t`Week`}>
      <div className="week__hours" aria-hidden="true">
        {HOURS.map((hour) => (
          <span key={hour} className="numbers" style={{ insetInlineStart: `${(hour / 24) * 100}%` }}>
            {String(hour).padStart(2, "0")}
          </span>
        ))}
      </div>
      <DayNames zone={zone} />
      <div
        ref={plane}
        role="presentation"
        className={drag.held === null ? "week__plane" : "week__plane week__plane--held"}
        onPointerDown={begin}
        {...drag.handlers}
      >
        {DAYS.map((day) => (
          <div key={day} className="week__track" />
        ))}
        {others.map((layer) => (
          <OtherBlocks key={layer.id} layer={layer} />
        ))}
        <EditedBlocks layer={shown} onChange={onChange} onOpen={setOpen} />
        <Overlaps layers={[...others, ...(edited.on ? [shown] : [])]} />
        <NowLine zone={zone} />
        <Lamp zone={zone} />
      </div>
      {drag.held !== null && (
        <p className="week__said numbers" aria-hidden="true">
          {words.block(drag.held)}
        </p>
      )}
      {open !== null && (
        <BlockFields
          // A block that is moved while its fields are open keeps them.
          key={open.id}
          block={blocks.find(({ id }) => id === open.id) ?? open}
          layer={edited}
          anchor={() => plane.current?.querySelector(`[data-block="${open.id}"]`) ?? null}
          onClose={() => setOpen(null)}
          onChange={onChange}
        />
      )}
    </div>
  );
}

function DayNames({ zone }: { zone: string }) {
  const words = useWeekWords();
  const today = wallClock(useNow(MINUTE), zone).day;
  return (
    <div className="week__days" aria-hidden="true">
      {DAYS.map((day) => (
        <span key={day} className={day === today ? "week__day week__day--today" : "week__day"}>
          {words.day(day, "short")}
        </span>
      ))}
    </div>
  );
}

/** The blocks of a schedule that is not the edited one: a press shows that one. */
function OtherBlocks({ layer }: { layer: Layer }) {
  const words = useWeekWords();
  return (
    <ul aria-label={layer.name}>
      {layer.blocks.map((block) => (
        <li key={block.id}>
          <span className="unseen">{words.block(block)}</span>
          <span aria-hidden="true">
            {piecesOf(block).map((piece) => (
              <Piece key={piece.day} piece={piece} layer={layer} data-schedule={layer.id} />
            ))}
          </span>
        </li>
      ))}
    </ul>
  );
}

function Overlaps({ layers }: { layers: readonly Layer[] }) {
  return overlapsOf(layers).map(({ day, from, to, schedules: [one, other] }) => (
    <span
      key={`${day}-${from}-${one}-${other}`}
      className="week__overlap"
      style={placeOf({ day, from, to })}
      aria-hidden
    />
  ));
}
