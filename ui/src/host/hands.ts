/** Milliseconds after a press of a key, a click or a turn of the wheel in which the operator is taken to go on with it. */
const REST = 250;

const OF_HANDS = ["keydown", "pointerdown", "click", "wheel"] as const;

let last = -Infinity;

/** Notes when the operator does something on a page; the answer ends it. */
export function watchHands(page: EventTarget): () => void {
  const note = () => {
    last = performance.now();
  };
  for (const kind of OF_HANDS) page.addEventListener(kind, note, { capture: true, passive: true });
  return () => {
    for (const kind of OF_HANDS) page.removeEventListener(kind, note, { capture: true });
    last = -Infinity;
  };
}

/** Milliseconds until the operator's hands rest; nothing where they do. */
export function untilHandsRest(): number {
  return Math.max(0, last + REST - performance.now());
}
