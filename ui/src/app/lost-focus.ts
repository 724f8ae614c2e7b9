const FOCUSABLE = 'a[href], button:not([disabled]), textarea, input, [tabindex="0"]';

/** An element on the way to the focus, and which of its children lead on; none for what had the focus itself. */
interface Step {
  element: Element;
  at: number | null;
}

/** What had the focus last in a pane, and all that it stood in, from the inside out. */
let last: readonly Step[] = [];

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
    if (event.key === "Tab" && last[0]?.element.isConnected === false && regainFocus()) event.preventDefault();
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
  return last.filter(({ element }) => element.isConnected && inPane(element)).some(takesFocusIn);
}

/** The next child that can have the focus is as near as one gets, then the one before, then what they stand in. */
function takesFocusIn({ element, at }: Step): boolean {
  if (at === null) return takesFocus(element);
  const children = [...element.children];
  const near = [...children.slice(at), ...children.slice(0, at).toReversed()];
  return near.some((child) => [child, ...child.querySelectorAll(FOCUSABLE)].some(takesFocus)) || takesFocus(element);
}

function takesFocus(element: Element): boolean {
  if (element instanceof HTMLElement && element.matches(FOCUSABLE)) element.focus();
  return document.activeElement === element;
}

function inPane(element: Element): boolean {
  return element.closest("[data-pane]") !== null;
}

function pathOf(focused: Element): Step[] {
  const path: Step[] = [{ element: focused, at: null }];
  for (let child = focused; child.parentElement !== null; child = child.parentElement)
    path.push({ element: child.parentElement, at: [...child.parentElement.children].indexOf(child) });
  return path;
}
