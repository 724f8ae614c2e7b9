import { expect, test } from "vitest";

import type { KindRow, SoundChoice } from "../../host/contract";
import { UNSET } from "../../host/notification-change";
import { soundKey, soundOf, withSound } from "./fields";

function kind(sound: SoundChoice, part: Partial<KindRow> = {}): KindRow {
  const outcome = {
    sound,
    volume: 100,
    banner: true,
    badge: true,
    preview: "full",
    importance: "active",
    attention: false,
  } as const;
  return { kind: "message", fields: UNSET, outcome, ...part };
}

test("a sound that is switched off and on again is the one that it was", () => {
  const doorphone: SoundChoice = { from: "own", sound: "doorphone" };
  const off = withSound(kind(doorphone), false);
  expect(off.sound).toEqual({ from: "silent" });
  expect(withSound(kind({ from: "silent" }, { fields: off }), true).sound).toEqual(doorphone);
});

test("a kind that was always silent gets the sound that suits it", () => {
  expect(withSound(kind({ from: "silent" }, { kind: "reaction" }), true).sound).toEqual({
    from: "own",
    sound: "kettle",
  });
  expect(withSound(kind({ from: "silent" }, { kind: "failed" }), true).sound).toEqual({ from: "own", sound: "knock" });
});

test("switching the sound leaves the other fields of the kind alone", () => {
  const fields = { ...UNSET, banner: false, volume: 40 };
  expect(withSound(kind({ from: "silent" }, { fields }), true)).toMatchObject({ banner: false, volume: 40 });
});

test("a choice of sound is the same after it was written as one word and read", () => {
  const choices: SoundChoice[] = [{ from: "silent" }, { from: "own", sound: "bell" }, { from: "file", sound: "0b6f" }];
  for (const choice of choices) expect(soundOf(soundKey(choice), ["kettle", "bell"])).toEqual(choice);
});
