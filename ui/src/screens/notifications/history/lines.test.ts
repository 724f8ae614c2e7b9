import { expect, test } from "vitest";

import type { Decided } from "../../../host/contract";
import { historyLines } from "./lines";

const at = (day: number, hour: number) => new Date(2026, 10, day, hour).getTime();

function decided(id: number, when: number): Decided {
  const outcome = {
    sound: { from: "silent" },
    volume: 100,
    banner: false,
    badge: true,
    preview: "full",
    importance: "active",
    attention: false,
  } as const;
  return {
    notification_id: id,
    at: when,
    kind: "message",
    chat: 1,
    name: "Анна Корнеева",
    group: false,
    message: id,
    words: "",
    verdict: { outcome, trace: [] },
  };
}

test("each day is named once, above its newest decision", () => {
  const lines = historyLines([decided(3, at(20, 9)), decided(2, at(20, 1)), decided(1, at(19, 23))]);
  expect(
    lines.map((line) => (line.line === "day" ? new Date(line.at).getDate() : line.decided.notification_id)),
  ).toEqual([20, 3, 2, 19, 1]);
});

test("nothing decided is no line", () => {
  expect(historyLines([])).toEqual([]);
});
