const FOCUSABLE = 'a[href], button:not([disabled]), textarea, input, [tabindex="0"]';

/** What had the focus last in a pane, and all that it stood in, from the inside out. */
let last: readonly Element[] = [];

/**
 * Notes where the focus is, and gives it back by Tab where it went away with its element: with a row that was decided, a link
 * that was replaced. Without that the keys would begin anew at the top of the window.
 */
export function keepFocus(): () => void {
  const note = ({ target }: FocusEvent) => {
    if (target instanceof Element && inPane(target)) last = pathOf(target);
  };
  // Whoever points elsewhere goes on from there.
  const forget = ({ target }: Event) => {
    if (target instanceof Element && inPane(target)) last = [];
  };
  const regain = (event: KeyboardEvent) => {
    if (event.key === "Tab" && last[0]?.isConnected === false && regainFocus()) event.preventDefault();
  };
  window.addEventListener("focusin", note);
  window.addEventListener("pointerdown", forget);
  window.addEventListener("keydown", regain);
  return () => {
    window.removeEventListener("focusin", note);
    window.removeEventListener("pointerdown", forget);
    window.removeEventListener("keydown", regain);
  };
}

/** Where nothing has the focus, gives it to what had it last in a pane, or to what is nearest to that now; says whether. */
export function regainFocus(): boolean {
  const at = document.activeElement;
  if (at !== null && at !== document.body) return false;
  if (document.querySelector('[role="dialog"],[role="alertdialog"]') !== null) return false;
  const near = last.filter((one) => one.isConnected && inPane(one));
  return near.some((place) => [place, ...place.querySelectorAll(FOCUSABLE)].some(takesFocus));
}

function takesFocus(element: Element): boolean {
  if (element instanceof HTMLElement && element.matches(FOCUSABLE)) element.focus();
  return document.activeElement === element;
}

function inPane(element: Element): boolean {
  return element.closest("[data-pane]") !== null;
}

function pathOf(element: Element): Element[] {
  const path = [];
  for (let at: Element | null = element; at !== null; at = at.parentElement) path.push(at);
  return path;
}
