import { type PointerEvent, type RefObject, useEffect, useState } from "react";

import { type Block, DAY, drawn, freshId, moved, resized, STEP } from "./week";

/** What is held: an empty place, a whole block, or one of its ends. */
export type Grip = { grip: "draw" } | { grip: "move" | "start" | "end"; block: Block };

interface Drag {
  held: Grip;
  /** Where it was taken hold of, in minutes of the week. */
  anchor: number;
  /** What it would be if let go now. */
  block: Block;
  moved: boolean;
}

/** What came of a drag. */
export interface Dragged {
  block: Block;
  /** What it was before; null where it was drawn. */
  was: Block | null;
  /** Whether it is to be on all working days: Shift was held. */
  copy: boolean;
}

/** Drawing, moving and resizing by pointer on the plane of the week. Esc or a lost pointer leaves all as it was. */
export function useDrag({
  plane,
  blocks,
  onDone,
  onPress,
}: {
  plane: RefObject<HTMLElement | null>;
  blocks: readonly Block[];
  onDone: (dragged: Dragged) => void;
  /** A block was pressed and not moved. */
  onPress: (block: Block) => void;
}) {
  const [drag, setDrag] = useState<Drag | null>(null);
  const minuteAt = ({ clientX, clientY }: PointerEvent): number => {
    const box = plane.current?.getBoundingClientRect();
    if (box === undefined || box.height === 0) return 0;
    const row = Math.min(6, Math.max(0, Math.floor(((clientY - box.top) / box.height) * 7)));
    // Beyond the right edge is the morning of the next day, so that a night is one stroke.
    const minute = Math.max(0, Math.round((((clientX - box.left) / box.width) * DAY) / STEP) * STEP);
    return row * DAY + Math.min(minute, 2 * DAY);
  };
  const blockAt = ({ held, anchor }: Drag, at: number): Block => {
    if (held.grip === "draw") return drawn(freshId(blocks), anchor, at);
    if (held.grip === "move") return moved(held.block, at - anchor);
    return resized(held.block, held.grip, at);
  };
  const begin = (event: PointerEvent, held: Grip) => {
    if (event.button !== 0) return;
    plane.current?.setPointerCapture(event.pointerId);
    const anchor = minuteAt(event);
    const block = held.grip === "draw" ? drawn(freshId(blocks), anchor, anchor) : held.block;
    setDrag({ held, anchor, block, moved: false });
  };
  const onPointerMove = (event: PointerEvent) => {
    if (drag === null) return;
    const at = minuteAt(event);
    const still = !drag.moved && at === drag.anchor;
    if (!still) setDrag({ ...drag, block: blockAt(drag, at), moved: true });
  };
  const onPointerUp = (event: PointerEvent) => {
    if (drag === null) return;
    setDrag(null);
    const was = drag.held.grip === "draw" ? null : drag.held.block;
    if (drag.moved) onDone({ block: drag.block, was, copy: event.shiftKey });
    else if (was !== null) onPress(was);
  };
  const stop = () => setDrag(null);
  const holding = drag !== null;
  useEffect(() => {
    if (!holding) return;
    // What is dragged need not have the focus, so the key is heard wherever it is.
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "Escape") return;
      event.preventDefault();
      event.stopPropagation();
      setDrag(null);
    };
    window.addEventListener("keydown", onKey, true);
    return () => window.removeEventListener("keydown", onKey, true);
  }, [holding]);
  return {
    /** The block as it would be, while it is held and has moved. */
    held: drag?.moved === true ? drag.block : null,
    begin,
    handlers: { onPointerMove, onPointerUp, onPointerCancel: stop },
  };
}
