// @vitest-environment jsdom
import { beforeEach, expect, test, vi } from "vitest";

import { fresh, undoable, undoLast, useUndo } from "./undo";

beforeEach(() => {
  vi.useFakeTimers({ now: 1_800_000_000_000 });
  useUndo.setState({ steps: [] });
  return () => vi.useRealTimers();
});

test("takes back several steps, the newest first, each once", () => {
  const taken: string[] = [];
  undoable("Chat marked done", () => taken.push("done"));
  undoable("Snoozed", () => taken.push("snoozed"));
  expect([undoLast(), undoLast(), undoLast()]).toEqual([true, true, false]);
  expect(taken).toEqual(["snoozed", "done"]);
});

test("a step can be taken back for five minutes and not longer", () => {
  const undo = vi.fn<() => void>();
  undoable("Chat marked done", undo);
  vi.advanceTimersByTime(5 * 60_000);
  expect(fresh(useUndo.getState().steps)).toEqual([]);
  expect(undoLast()).toBe(false);
  expect(undo).not.toHaveBeenCalled();
});

test("what is only held back cannot be taken back once it is done", () => {
  const undo = vi.fn<() => void>();
  undoable("Snoozed", () => {});
  undoable("Declined", undo, undefined, 8000);
  vi.advanceTimersByTime(8000);
  expect(undoLast()).toBe(true);
  expect(undo).not.toHaveBeenCalled();
});
