import { expect, test } from "vitest";

import type { BusinessProfile, ProfileChangeView, ProfileLimits, ProfileView } from "@/host/contract";
import { baseOf, changeOf, decidedOf, isWrong, NOTHING, problemsOf } from "./fields";

const LIMITS: ProfileLimits = {
  about: 5,
  address: 10,
  description: 10,
  email: 20,
  websites: 2,
  website: 30,
  verticals: ["RETAIL"],
  picture_bytes: 100,
  picture_pixels: 192,
  picture_mimes: ["image/png"],
};

const TEA: BusinessProfile = {
  about: "Tea",
  address: "",
  description: "",
  email: "",
  websites: ["https://a.example"],
  vertical: "RETAIL",
};

function view(phase: ProfileChangeView["phase"]): ProfileView {
  const change = { ...NOTHING, email: "a@b.example" };
  const stands = { change, phase, unconfirmed: false, refused: null, operator: "Mira", at: 0 };
  return { profile: TEA, picture: null, change: stands };
}

test("only what was changed is asked for, blanks around a text and empty lines are no change", () => {
  expect(changeOf(TEA, { ...TEA, about: " Tea ", websites: ["https://a.example", " "] })).toBeNull();
  expect(changeOf(TEA, { ...TEA, about: "Чай ", websites: [] })).toEqual({ ...NOTHING, about: "Чай", websites: [] });
});

test("what is on its way is not asked for again, and what was refused is", () => {
  const saving = view("saving");
  expect(changeOf(baseOf(saving), decidedOf(saving))).toBeNull();
  const refused = view("refused");
  expect(changeOf(baseOf(refused), decidedOf(refused))).toEqual({ ...NOTHING, email: "a@b.example" });
  expect(decidedOf(view("saved"))).toEqual(TEA);
});

test.each([
  [{ about: "" }, true],
  [{ about: "чайник" }, true],
  [{ about: "чайка" }, false],
  [{ email: "tea" }, true],
  [{ email: "tea@shop" }, true],
  [{ email: "tea@shop.example" }, false],
  [{ websites: ["shop.example"] }, true],
  [{ websites: ["javascript:alert(1)"] }, true],
  [{ websites: ["", "http://shop.example/x?y"] }, false],
  [{ websites: ["https://shop.example/very/long/way"] }, true],
])("what WhatsApp would not take is known before it is asked: %j", (typed, wrong) => {
  expect(isWrong(problemsOf({ ...TEA, ...typed }, LIMITS))).toBe(wrong);
});
