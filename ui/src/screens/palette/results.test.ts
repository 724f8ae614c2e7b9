import { describe, expect, test } from "vitest";

import { FakeTown } from "../../host/fake/town";
import type { Action } from "../../keys/actions";
import { type Asked, resultsFor, splitTime } from "./results";

const now = new Date(2026, 10, 19, 14, 2).getTime();
const town = new FakeTown(() => now);
const rows = town.answers.chats({ filter: { filter: "all" }, limit: 100 }).rows;

function action(id: string, group: Action["group"], more: Partial<Action> = {}): Action {
  return { id, title: { id }, group, run: () => {}, ...more };
}

const names: Record<string, string[]> = {
  snooze: ["Snooze", "Отложить"],
  done: ["Mark done", "Завершить"],
  theme: ["Dark theme", "Тёмная тема"],
  settings: ["Settings", "Настройки"],
  monday: ["Mute until Monday", "Отключить уведомления до понедельника"],
  mute: ["Mute until…", "Отключить уведомления до…"],
  quiet: ["Quiet until…", "Тишина до…"],
};
const actions = [
  action("theme", "app"),
  action("settings", "page"),
  action("done", "chat"),
  action("snooze", "chat", { runAt: () => {} }),
  action("monday", "chat"),
  action("mute", "chat", { runAt: () => {} }),
  action("quiet", "rules", { runAt: () => {} }),
];

function ask(query: string, more: Partial<Asked> = {}) {
  const words = query.replace(/^[>@#"]/, "");
  return resultsFor({
    query,
    actions,
    inContext: true,
    names: ({ id }) => names[id] ?? [id],
    found: words === "" ? undefined : town.answers.search({ query: words, limit: 20 }),
    recent: rows,
    now,
    ...more,
  });
}

const ids = (query: string, more: Partial<Asked> = {}) =>
  ask(query, more).groups.flatMap(({ items }) => items.map(({ id }) => id));

describe("the palette", () => {
  test("shows the chat's actions, then rules, the application's, places, chats", () => {
    expect(ask("").groups.map(({ name }) => name)).toEqual(["chat", "rules", "app", "page", "chats"]);
  });

  test("without its context leaves the chat's actions out", () => {
    expect(ids("", { inContext: false })).not.toContain("action:done");
  });

  test.each(["snooze", "отлож", "ытщщяу", "jnkj;bnm", "otlozhit"])("finds Snooze by «%s»", (query) => {
    expect(ids(query)[0]).toBe("action:snooze");
  });

  test("says how it read the wrong layout, and only then", () => {
    expect(ask("ытщщяу").readAs).toBe("snooze");
    expect(ask("snooze").readAs).toBeNull();
  });

  test("matches ё with е", () => {
    expect(ids("темная")).toContain("action:theme");
  });

  test.each(["mute", "ьгеу", "отключить", "jnrk.xbnm"])("finds muting by «%s», until Monday first", (query) => {
    expect(ids(query).slice(0, 2)).toEqual(["action:monday", "action:mute"]);
  });

  test.each(["mute fri 18:00", "mute until fri 18:00", "отключить уведомления до пт 18:00", "тишина до пт 18:00"])(
    "reads the time in «%s»",
    (query) => {
      const [item] = ask(query).groups.flatMap((group) => group.items);
      expect(item).toMatchObject({ kind: "action", at: new Date(2026, 10, 20, 18).getTime() });
    },
  );

  test("takes a time behind an action that has one", () => {
    const [item] = ask("snooze fri 18:00").groups.flatMap((group) => group.items);
    expect(item).toMatchObject({ id: "action:snooze", at: new Date(2026, 10, 20, 18).getTime() });
    expect(ids("theme fri 18:00")).not.toContain("action:theme");
  });

  test("reads the time in Russian, too", () => {
    expect(splitTime("отложить до пн", now)).toEqual({ head: "отложить", at: new Date(2026, 10, 23, 8).getTime() });
  });

  test.each([
    [">", (id: string) => id.startsWith("action:")],
    ["@", (id: string) => id.startsWith("chat:") && !["chat:2", "chat:5", "chat:8"].includes(id)],
    ["#", (id: string) => ["chat:2", "chat:5", "chat:8"].includes(id)],
    ['"счёт', (id: string) => id.startsWith("message:")],
  ])("«%s» narrows what is shown", (query, belongs) => {
    const found = ids(query);
    expect(found.length).toBeGreaterThan(0);
    expect(found.filter((id) => !belongs(id))).toEqual([]);
  });

  test("does not offer what is not possible now", () => {
    const off = [action("done", "chat", { enabled: false })];
    expect(ids("done", { actions: off })).not.toContain("action:done");
  });
});
