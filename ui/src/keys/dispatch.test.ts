// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { type Action, useRegistry } from "./actions";
import { chordCaps, chordOf } from "./chord";
import { dispatch, type KeySettings } from "./dispatch";
import { keyMap } from "./map";

const usual: KeySettings = { letterKeys: true, enterSends: true };
const ran: string[] = [];

function offer(...ids: string[]): void {
  const actions = ids.map((id): [string, Action] => [
    id,
    { id, title: { id }, group: "chat", run: () => ran.push(id) },
  ]);
  useRegistry.setState({ actions: new Map(actions) });
}

/** Presses a key on an element, as the browser reports it. */
function press(on: string, code: string, held: KeyboardEventInit = {}, settings = usual, screen = "inbox") {
  const event = new KeyboardEvent("keydown", { code, key: held.key ?? code, bubbles: true, cancelable: true, ...held });
  const handle = (at: Event) => dispatch(at as KeyboardEvent, screen, settings);
  window.addEventListener("keydown", handle);
  document.querySelector(on)?.dispatchEvent(event);
  window.removeEventListener("keydown", handle);
  return event;
}

beforeEach(() => {
  document.body.innerHTML = `
    <div id="list" tabindex="-1"><button id="row">row</button></div>
    <div data-keys="composer"><textarea id="text"></textarea></div>
    <div role="dialog"><button id="inside">inside</button><input id="field"></div>`;
});

afterEach(() => {
  ran.length = 0;
  useRegistry.setState({ actions: new Map() });
});

describe("a key", () => {
  test("is the place on the keyboard, not the letter: Russian layout too", () => {
    offer("inbox.done");
    const event = press("#list", "KeyE", { key: "у" });
    expect(ran).toEqual(["inbox.done"]);
    expect(event.defaultPrevented).toBe(true);
  });

  test("without an action passes on", () => {
    expect(press("#list", "KeyE").defaultPrevented).toBe(false);
  });

  test("of a letter types while text has the focus", () => {
    offer("inbox.done");
    press("#text", "KeyE");
    expect(ran).toEqual([]);
  });

  test("with Ctrl acts while text has the focus", () => {
    offer("palette.open");
    press("#text", "KeyK", { ctrlKey: true });
    expect(ran).toEqual(["palette.open"]);
  });

  test("Ctrl+Z in a text belongs to the text", () => {
    offer("undo");
    press("#text", "KeyZ", { ctrlKey: true });
    press("#list", "KeyZ", { ctrlKey: true });
    expect(ran).toEqual(["undo"]);
  });

  test("of a letter does nothing when letters are switched off, and Ctrl still does", () => {
    offer("inbox.done", "palette.open");
    const off = { ...usual, letterKeys: false };
    press("#list", "KeyE", {}, off);
    press("#list", "KeyK", { ctrlKey: true }, off);
    expect(ran).toEqual(["palette.open"]);
  });

  test("of the screen does not act under a dialog", () => {
    offer("inbox.done", "undo");
    press("#inside", "KeyE");
    press("#inside", "KeyZ");
    expect(ran).toEqual([]);
  });

  test("acts on its own screen only", () => {
    offer("inbox.done");
    press("#list", "KeyE", {}, usual, "settings");
    expect(ran).toEqual([]);
  });

  test("Enter on a button presses the button", () => {
    offer("inbox.reply");
    press("#row", "Enter");
    press("#list", "Enter");
    expect(ran).toEqual(["inbox.reply"]);
  });
});

describe("a key that is no single press", () => {
  test("held down repeats movement and nothing else", () => {
    offer("inbox.next", "inbox.done");
    press("#list", "KeyJ", { repeat: true });
    press("#list", "KeyE", { repeat: true });
    expect(ran).toEqual(["inbox.next"]);
  });

  test("during the composition of a character acts on nothing", () => {
    offer("composer.send");
    press("#text", "Enter", { isComposing: true });
    expect(ran).toEqual([]);
  });
});

describe("Enter in the composer", () => {
  test("sends, and Shift+Enter breaks the line", () => {
    offer("composer.send", "composer.new-line");
    press("#text", "Enter");
    press("#text", "Enter", { shiftKey: true });
    expect(ran).toEqual(["composer.send", "composer.new-line"]);
  });

  test("is the other way round when the operator wants it so", () => {
    offer("composer.send", "composer.new-line");
    press("#text", "Enter", {}, { ...usual, enterSends: false });
    expect(ran).toEqual(["composer.new-line"]);
  });

  test("a possible action of an outer place runs when the inner one is not possible", () => {
    offer("composer.out", "inbox.out");
    const actions = new Map(useRegistry.getState().actions);
    const inner = actions.get("composer.out");
    if (inner !== undefined) actions.set("composer.out", { ...inner, enabled: false });
    useRegistry.setState({ actions });
    press("#text", "Escape");
    expect(ran).toEqual(["inbox.out"]);
  });
});

describe("the key map", () => {
  test("gives each chord one meaning in each place, save Esc, which goes one step out", () => {
    const taken = keyMap.filter(({ chord }) => chord !== "Escape").map(({ where, chord }) => `${where} ${chord}`);
    expect(new Set(taken).size).toBe(taken.length);
  });

  test("uses no key of the system", () => {
    const chords = keyMap.map(({ chord }) => chord);
    for (const forbidden of ["Mod+KeyQ", "Mod+KeyH", "Alt+F4", "Mod+KeyW"]) expect(chords).not.toContain(forbidden);
  });

  test("shows chords as caps", () => {
    expect(chordCaps("Mod+Shift+KeyF")).toEqual(["Ctrl", "Shift", "F"]);
    expect(chordCaps("Shift+Slash")).toEqual(["?"]);
  });

  test("takes a modifier alone for nothing", () => {
    const shift = new KeyboardEvent("keydown", { code: "ShiftLeft", key: "Shift", shiftKey: true });
    expect(chordOf(shift)).toBeNull();
  });
});
