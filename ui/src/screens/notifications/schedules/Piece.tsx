import { Coffee, Moon } from "lucide-react";
import type { ReactNode } from "react";

import { isNight, type Layer } from "./layers";
import { placeOf } from "./place";
import type { Piece as Part } from "./week";

/** Shorter pieces have no room for the name. */
const NAMED = 180;

/** A part of a block inside one day. */
export function Piece({
  piece,
  layer,
  children,
  ...data
}: {
  piece: Part;
  layer: Layer;
  children?: ReactNode;
  "data-schedule"?: number;
  "data-block"?: number;
}) {
  return (
    <span className={pieceClass(layer)} style={placeOf(piece)} {...data}>
      <PieceName piece={piece} layer={layer} />
      {children}
    </span>
  );
}

/** The looks of a piece: its colour, and whether it is on or only described. */
export function pieceClass({ hue, on, draft }: Layer): string {
  return ["week__piece", hue, on ? "" : "week__piece--off", draft === true ? "week__piece--draft" : ""].join(" ");
}

/** Icon and name of the schedule, where there is room. */
export function PieceName({ piece: { from, to }, layer }: { piece: Part; layer: Layer }) {
  if (to - from < NAMED) return null;
  return (
    <span className="week__name">
      {isNight(layer) ? <Moon aria-hidden="true" /> : <Coffee aria-hidden="true" />}
      <span className="cut">{layer.name}</span>
    </span>
  );
}
