// @vitest-environment jsdom
import { act, cleanup, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { type ReactNode, type Ref, useImperativeHandle } from "react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { openGroup } from "@/app/navigation";
import { ToastArea } from "@/components";
import type { FakeTown } from "@/host/fake/town";
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

async function open(): Promise<FakeTown> {
  openGroup(CLUB, "settings");
  const town = stage(
    <>
      <GroupsScreen />
      <ToastArea />
    </>,
    NOW,
  );
  await screen.findByRole("region", { name: "Welcome" });
  return town;
}

const card = () => within(screen.getByRole("region", { name: "Welcome" }));
const text = () => card().getByRole("textbox", { name: "Text of the welcome" });

test("a welcome is off until somebody switches it on, and the name stands in what is read", async () => {
  const town = await open();
  expect(card().getByText(/^Nobody is welcomed/u)).toBeDefined();
  const subject = town.groups.group(CLUB).row.subject;
  expect(card().getByText(new RegExp(`Welcome to ${subject}!.*Exit group`, "su"))).toBeDefined();
  await userEvent.click(card().getByRole("switch", { name: "Welcome whoever comes in" }));
  await card().findByText(/^It goes into the group two minutes after/u);
  expect(town.groups.group(CLUB).welcome.welcome.on).toBe(true);
  expect(card().getByText("Set up by Mira Halonen")).toBeDefined();
});

test("a text that does not say how to leave is not taken, and the screen says what is missing", async () => {
  const town = await open();
  const before = town.groups.group(CLUB).welcome.welcome;
  await userEvent.clear(text());
  await userEvent.type(text(), "Hello!");
  expect(card().getByText("It has to say how to leave: put {leave} into it.")).toBeDefined();
  await userEvent.click(card().getByRole("button", { name: "Save the welcome" }));
  expect(town.groups.group(CLUB).welcome.welcome).toEqual(before);
  await userEvent.type(text(), " {{leave}");
  await userEvent.click(card().getByRole("button", { name: "Save the welcome" }));
  await waitFor(() => expect(town.groups.group(CLUB).welcome.welcome.text).toBe("Hello! {leave}"));
});
