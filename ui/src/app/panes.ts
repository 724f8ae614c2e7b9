/** F6 walks the elements marked `data-pane`, in the order in which they stand, and focuses the first control of each. */
export function movePane(step: 1 | -1): void {
  const panes = [...document.querySelectorAll<HTMLElement>("[data-pane]")].filter((pane) => pane.offsetParent !== null);
  if (panes.length === 0) return;
  const at = panes.findIndex((pane) => pane.contains(document.activeElement));
  const next = panes[(at + step + panes.length) % panes.length] ?? panes[0];
  const inside = next?.querySelector<HTMLElement>(
    '[data-pane-focus], [aria-current], a[href], button:not([disabled]), textarea, input, [tabindex="0"]',
  );
  (inside ?? next)?.focus();
}
