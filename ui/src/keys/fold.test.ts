import { describe, expect, test } from "vitest";

import { fold, inOtherLayout, toLatin } from "./fold";

describe("text as it is compared", () => {
  test.each([
    ["Ёжик", "ежик"],
    ["Tomás", "tomas"],
    ["Чайный", "чайный"],
    ["й и и\u0306", "й и й"],
  ])("%s", (text, expected) => expect(fold(text)).toBe(expected));

  test("Latin letters stand for Russian ones", () => {
    expect(toLatin("Анна Корнеева")).toBe("anna korneeva");
    expect(toLatin("Щёлк")).toBe("shchelk");
  });
});

describe("the wrong layout", () => {
  test.each([
    ["ьгеу", "mute"],
    ["ытщщяу", "snooze"],
    ["cyjpe", "снозу"],
    ["jnkj;bnm", "отложить"],
    ["pfdthibnm", "завершить"],
  ])("«%s» is «%s»", (typed, meant) => expect(inOtherLayout(typed)).toBe(meant));

  test("numbers alone have no other layout", () => expect(inOtherLayout("4187")).toBeNull());
});
