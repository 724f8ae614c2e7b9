/**
 * A chord is written as modifiers and a physical key: `Mod+Shift+KeyF`. Mod is Ctrl, and Cmd on a Mac. The key is
 * `event.code`, so J is J also when the Russian layout is on.
 */

const mac = typeof navigator !== "undefined" && /Mac|iPhone|iPad/.test(navigator.platform);

const MODIFIERS = new Set(["Shift", "Control", "Alt", "Meta", "CapsLock", "AltGraph"]);

const CAPS: Readonly<Record<string, string>> = {
  Mod: mac ? "⌘" : "Ctrl",
  Shift: mac ? "⇧" : "Shift",
  Alt: mac ? "⌥" : "Alt",
  Enter: "↵",
  Escape: "Esc",
  ArrowDown: "↓",
  ArrowUp: "↑",
  ArrowLeft: "←",
  ArrowRight: "→",
  Equal: "+",
  Minus: "−",
  Comma: ",",
  Slash: "/",
  BracketLeft: "[",
  BracketRight: "]",
  Backspace: "⌫",
  Space: "␣",
};

/** What was pressed, or nothing for a modifier alone. */
export function chordOf(event: Pick<KeyboardEvent, "code" | "key" | "ctrlKey" | "metaKey" | "shiftKey" | "altKey">) {
  if (MODIFIERS.has(event.key)) return null;
  // The question mark asks for help wherever a layout has it.
  if (event.key === "?" && !event.ctrlKey && !event.metaKey && !event.altKey) return "Shift+Slash";
  const code = event.code === "NumpadEnter" ? "Enter" : event.code;
  const held = [
    (mac ? event.metaKey : event.ctrlKey) ? "Mod" : "",
    (mac ? event.ctrlKey : event.metaKey) ? "Other" : "",
    event.shiftKey ? "Shift" : "",
    event.altKey ? "Alt" : "",
  ];
  return [...held, code].filter((part) => part !== "").join("+");
}

/** The caps to draw: `Mod+KeyK` gives Ctrl and K; Shift+/ is ?. */
export function chordCaps(chord: string): string[] {
  if (chord === "Shift+Slash") return ["?"];
  return chord.split("+").map((part) => CAPS[part] ?? part.replace(/^(Key|Digit)/, ""));
}

/** The same for `aria-keyshortcuts`. */
export function chordKeys(chord: string): string {
  const word = (part: string) => (part === "Mod" ? (mac ? "Meta" : "Control") : part.replace(/^(Key|Digit)/, ""));
  return chord.split("+").map(word).join("+");
}

/** Whether a chord is a single key that would also be typed: letters, digits and signs without Mod or Alt. */
export function isTyped(chord: string): boolean {
  return /^(Shift\+)?(Key[A-Z]|Digit\d|Comma|Period|Slash|Bracket(Left|Right)|Space|Backquote|Minus|Equal)$/.test(
    chord,
  );
}
