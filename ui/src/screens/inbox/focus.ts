function composerField(): HTMLElement | null {
  const composer = document.querySelector<HTMLElement>("[data-keys='composer']");
  return (
    composer?.querySelector<HTMLElement>("[data-writes]") ??
    composer?.querySelector<HTMLElement>("input,button") ??
    null
  );
}

/** How many frames a composer that is still being drawn is waited for. */
const FRAMES = 60;

/**
 * Puts the focus into the composer, or into what stands in its place: at once, so that the next letter is not lost, and
 * again when what was asked for has been drawn.
 */
export function focusComposer(): void {
  composerField()?.focus();
  const look = (frames: number) => {
    const field = composerField();
    if (field !== null) {
      if (document.activeElement !== field) field.focus();
    } else if (frames > 0) requestAnimationFrame(() => look(frames - 1));
  };
  requestAnimationFrame(() => look(FRAMES));
}
