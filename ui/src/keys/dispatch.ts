import { runAction } from "./actions";
import { chordOf, isTyped } from "./chord";
import { type Binding, keyMap, type Where } from "./map";
import { whilePressed } from "./press";

/** What the operator set about keys. */
export interface KeySettings {
  /** Whether single letters act. */
  letterKeys: boolean;
  /** Whether Enter sends and Shift+Enter breaks the line, or the other way round. */
  enterSends: boolean;
}

/** Overlays keep the keys of the screen below from acting. */
const OVERLAY = '[role="dialog"],[role="alertdialog"],[role="menu"],[role="listbox"]';
const EDITABLE = 'input:not([type="checkbox"],[type="radio"],[type="button"]),textarea,[contenteditable="true"]';
const PRESSABLE = "input,button,a[href],[role=button],[role=tab],[role=radio],summary,select";

/** The places in which a key acts, from the innermost out. */
export function placesOf(target: Element | null, screen: string): string[] {
  const places: string[] = [];
  const overlay = target?.closest(OVERLAY) ?? null;
  for (let at = target; at !== null && at !== overlay?.parentElement; at = at.parentElement) {
    const named = at.getAttribute("data-keys");
    if (named !== null) places.push(named);
  }
  if (overlay === null && !places.includes(screen)) places.push(screen);
  return [...places, "anywhere"];
}

/** The bindings that a press may mean, the innermost place first. */
export function bindingsFor(
  event: KeyboardEvent,
  screen: string,
  settings: KeySettings,
  map: readonly Binding[] = keyMap,
): Binding[] {
  const chord = chordOf(event);
  const target = event.target instanceof Element ? event.target : null;
  if (chord === null || event.isComposing) return [];
  const typing = target?.matches(EDITABLE) ?? false;
  const inOverlay = target?.closest(OVERLAY) != null;
  const fits = (binding: Binding) => {
    if (swapped(binding, settings) !== chord) return false;
    if (event.repeat && binding.repeats !== true) return false;
    if (isTyped(chord) && (!settings.letterKeys || typing || (inOverlay && binding.where === "anywhere"))) return false;
    if (typing && !chord.includes("Mod") && binding.inText !== true) return false;
    // Ctrl+Z in a text belongs to the text.
    if (typing && binding.action === "undo") return false;
    // Enter and Space on a button or a link press it.
    return !(
      (chord === "Enter" || chord === "Space") &&
      binding.inText !== true &&
      (target?.matches(PRESSABLE) ?? false)
    );
  };
  return placesOf(target, screen).flatMap((place) => map.filter((one) => one.where === (place as Where) && fits(one)));
}

function swapped(binding: Binding, { enterSends }: KeySettings): string {
  if (enterSends || binding.where !== "composer") return binding.chord;
  if (binding.chord === "Enter") return "Shift+Enter";
  return binding.chord === "Shift+Enter" ? "Enter" : binding.chord;
}

/** Runs what a press means; the first possible action takes it. */
export function dispatch(event: KeyboardEvent, screen: string, settings: KeySettings): void {
  if (event.defaultPrevented) return;
  for (const { action } of bindingsFor(event, screen, settings)) {
    if (!whilePressed(event.timeStamp, () => runAction(action))) continue;
    event.preventDefault();
    event.stopPropagation();
    return;
  }
}
