import { describe, expect, test } from "vitest";

import type { ExceptionRow, LevelFields } from "./contract";
import { FakeTown } from "./fake/town";
import { reordered, sameLevel, UNSET, withException, withLevel } from "./notification-change";

const rules = () => new FakeTown(() => 1_800_000_000_000).answers.notification_rules({});
const message = (changed: ReturnType<typeof rules>) => changed.kinds.find(({ kind }) => kind === "message");

describe("a level that was kept", () => {
  test("shows at once what its kind does now", () => {
    const kept: LevelFields = { level: { level: "kind", id: "message" }, fields: { ...UNSET, banner: false } };
    expect(message(withLevel(rules(), kept))?.outcome.banner).toBe(false);
  });

  test("for everything leaves alone what a kind sets itself", () => {
    const own = withLevel(rules(), { level: { level: "kind", id: "message" }, fields: { ...UNSET, volume: 40 } });
    const all = withLevel(own, { level: { level: "app" }, fields: { ...UNSET, volume: 70 } });
    expect(message(all)?.outcome.volume).toBe(40);
    expect(all.kinds.find(({ kind }) => kind === "mention")?.outcome.volume).toBe(70);
  });

  test("of a label stands once, and goes when it sets nothing", () => {
    const level = { level: "label", id: 1 } as const;
    const once = withLevel(rules(), { level, fields: { ...UNSET, volume: 40 } });
    const twice = withLevel(once, { level, fields: { ...UNSET, volume: 80 } });
    expect(twice.levels).toEqual([{ level, fields: { ...UNSET, volume: 80 } }]);
    expect(withLevel(twice, { level, fields: UNSET }).levels).toEqual([]);
  });

  test("of a chat is shown in its row and in no other, though a person has the same number", () => {
    const row = (level: ExceptionRow["level"]): ExceptionRow => ({
      level,
      chat: 1,
      name: "Анна Корнеева",
      group: false,
      fields: UNSET,
      mute: null,
    });
    const rows = [row({ level: "chat", id: 1 }), row({ level: "contact", id: 1 })];
    const kept = withException(rows, { level: { level: "chat", id: 1 }, fields: { ...UNSET, badge: false } });
    expect(kept.map(({ fields }) => fields.badge)).toEqual([false, null]);
  });
});

test("levels are the same by kind and id", () => {
  expect(sameLevel({ level: "groups" }, { level: "groups" })).toBe(true);
  expect(sameLevel({ level: "label", id: 1 }, { level: "chat", id: 1 })).toBe(false);
});

test("exceptions to silence stand in the order that was asked for", () => {
  expect(reordered(rules(), [3, 1, 4, 2]).breakthroughs.map(({ breakthrough_id: id }) => id)).toEqual([3, 1, 4, 2]);
});
