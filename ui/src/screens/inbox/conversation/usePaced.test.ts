// @vitest-environment jsdom
import { act, renderHook } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { usePaced } from "./usePaced.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const later = (milliseconds: number) => act(() => vi.advanceTimersByTime(milliseconds));

test("a chat that writes without a pause is read out every two seconds, the newest message each time", () => {
  const { result, rerender } = renderHook(({ id }) => usePaced(id, `message ${id}`), { initialProps: { id: 0 } });
  expect(result.current).toBe("");
  const heard: string[] = [];
  for (let id = 1; id <= 45; id += 1) {
    rerender({ id });
    if (heard.at(-1) !== result.current) heard.push(result.current);
    later(100);
  }
  expect(heard).toEqual(["message 1", "message 20", "message 40"]);
  later(2000);
  expect(result.current).toBe("message 45");
});

test("words of ours are not read out, and the next of others is", () => {
  const { result, rerender } = renderHook(({ id, words }) => usePaced(id, words), {
    initialProps: { id: 1, words: "Анна: Здравствуйте" as string | null },
  });
  rerender({ id: 2, words: null });
  expect(result.current).toBe("");
  rerender({ id: 3, words: "Анна: Спасибо" });
  expect(result.current).toBe("Анна: Спасибо");
});
