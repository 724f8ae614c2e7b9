// @vitest-environment jsdom
import { renderHook } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { useReadOn } from "./useReadOn.ts";

test("a list that is at its end while it is asked again is read on after that, once", () => {
  const fetchNextPage = vi.fn<() => Promise<unknown>>(async () => {});
  const view = { scrollOffset: 3_000, viewportSize: 600, findItemIndex: () => 48 };
  const drawn = (isFetching: boolean) => ({ isFetching, hasNextPage: true, fetchNextPage });
  const { result, rerender } = renderHook((parts) => useReadOn({ current: view }, 50, parts), {
    initialProps: drawn(true),
  });
  result.current();
  expect(fetchNextPage).not.toHaveBeenCalled();
  rerender(drawn(false));
  expect(fetchNextPage).toHaveBeenCalledTimes(1);
  rerender(drawn(true));
  expect(fetchNextPage).toHaveBeenCalledTimes(1);
});
