import { chordOf } from "../keys/chord";

/** What a web view does by itself and an application does not: find, print, reload, go back, show its source. */
const ITS_OWN = new Set([
  "Mod+KeyF",
  "Mod+KeyG",
  "Mod+Shift+KeyG",
  "F3",
  "Mod+KeyP",
  "Mod+KeyR",
  "Mod+Shift+KeyR",
  "F5",
  "F7",
  "Mod+KeyS",
  "Mod+KeyU",
  "Mod+KeyO",
  "Alt+ArrowLeft",
  "Alt+ArrowRight",
  "Mod+Equal",
  "Mod+Minus",
  "Mod+Digit0",
]);

/** Keeps a key from the web view; only in a window of ours, a browser is the operator's own. */
export function swallow(event: KeyboardEvent): void {
  const chord = chordOf(event);
  if (chord !== null && ITS_OWN.has(chord)) event.preventDefault();
}

/** Keeps the web view's menu (reload, back) away; texts and fields keep theirs with copy, paste and spelling. */
export function swallowMenu(event: MouseEvent): void {
  const target = event.target instanceof Element ? event.target : null;
  const ofText = target?.closest("input,textarea,[contenteditable],.selectable") != null;
  if (!ofText && getSelection()?.isCollapsed !== false) event.preventDefault();
}
