/** Where the focus goes in a pane: the place made for it, what is chosen, or else the first control. */
const PLACES = [
  "[data-pane-focus]",
  "[aria-current]",
  'a[href], button:not([disabled]), textarea, input, [tabindex="0"]',
] as const;

/** F6 walks the elements marked `data-pane` that have something to focus, in the order in which they stand. */
export function movePane(step: 1 | -1): void {
  const panes = [...document.querySelectorAll<HTMLElement>("[data-pane]")].filter((pane) => pane.offsetParent !== null);
  const stops = panes.flatMap((pane) => {
    const place = placeIn(pane);
    return place === null ? [] : [{ pane, place }];
  });
  const at = stops.findIndex(({ pane }) => pane.contains(document.activeElement));
  stops.at(at < 0 && step < 0 ? -1 : (at + step) % stops.length)?.place.focus();
}

function placeIn(pane: HTMLElement): HTMLElement | null {
  for (const place of PLACES) {
    const found = pane.querySelector<HTMLElement>(place);
    if (found !== null) return found;
  }
  return null;
}
