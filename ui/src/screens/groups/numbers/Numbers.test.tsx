// @vitest-environment jsdom
import { act, cleanup, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { type ReactNode, type Ref, useImperativeHandle } from "react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { openGroup } from "@/app/navigation";
import { forgetToasts, stage } from "@/test/stage";
import GroupsScreen from "../GroupsScreen";

// A page without layout shows every line.
vi.mock("virtua", () => ({
  Virtualizer: ({ children, ref }: { children: ReactNode; ref?: Ref<unknown> }) => {
    useImperativeHandle(ref, () => ({ scrollToIndex: () => {} }));
    return children;
  },
}));

const NOW = new Date(2026, 10, 19, 14, 8).getTime();
const CLUB = 2;

beforeEach(() => {
  window.matchMedia = vi.fn<() => MediaQueryList>(
    () => ({ matches: false, addEventListener() {}, removeEventListener() {} }) as unknown as MediaQueryList,
  );
});

afterEach(() => {
  act(forgetToasts);
  cleanup();
});

const card = async () => within(await screen.findByRole("region", { name: "What is written" }));

test("a group says how much is written, by how many and how soon they are answered, also as a table", async () => {
  openGroup(CLUB, "overview");
  stage(<GroupsScreen />, NOW);
  const numbers = await card();
  await numbers.findByText("median of 9 answers");
  expect(numbers.getByText("12 min")).toBeDefined();
  expect(numbers.getByRole("img", { name: /^Messages a day, at most \d+, on/u })).toBeDefined();
  await userEvent.click(numbers.getByRole("button", { name: "Show as table" }));
  expect(numbers.getAllByRole("row")).toHaveLength(8);
  await userEvent.click(numbers.getByRole("radio", { name: "30 days" }));
  await numbers.findByRole("rowheader", { name: "21 October" });
  expect(numbers.getAllByRole("row")).toHaveLength(31);
});
