let acting: number | null = null;

/** Does what a key means that was pressed at a moment, in milliseconds by the clock of the events. */
export function whilePressed<T>(at: number, act: () => T): T {
  acting = at;
  try {
    return act();
  } finally {
    acting = null;
  }
}

/** When the key was pressed that acts now: a page that is busy hears of it later. Null where none does. */
export function pressedAt(): number | null {
  return acting;
}
