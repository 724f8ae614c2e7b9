/** How many frames a place that is still being drawn is waited for. */
const FRAMES = 60;

/** Which request for the focus is the latest: an older one that still waits for its frame gives way to it. */
let latest = 0;

/**
 * Puts the focus on what `find` finds: at once, so that the next letter is not lost, and again when what was asked for
 * has been drawn or a menu that closes has given the focus back.
 */
export function focusSoon(find: () => HTMLElement | null): void {
  const mine = ++latest;
  const take = () => {
    const place = find();
    if (place?.contains(document.activeElement) === false) place.focus({ preventScroll: true });
    return place !== null;
  };
  const wait = (frames: number) =>
    requestAnimationFrame(() => {
      if (mine === latest && !take() && frames > 0) wait(frames - 1);
    });
  take();
  wait(FRAMES);
}

function composerField(): HTMLElement | null {
  const composer = document.querySelector<HTMLElement>("[data-keys='composer']");
  return (
    composer?.querySelector<HTMLElement>("[data-writes]") ??
    composer?.querySelector<HTMLElement>("input,button") ??
    null
  );
}

/** Puts the focus into the composer, or into what stands in its place. */
export function focusComposer(): void {
  focusSoon(composerField);
}
