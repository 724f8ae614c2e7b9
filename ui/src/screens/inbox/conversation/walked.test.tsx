// @vitest-environment jsdom
import { act, cleanup, screen } from "@testing-library/react";
import type { ReactNode } from "react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { ChatId } from "@/host/contract.ts";
import { stage } from "@/test/stage.tsx";
import { Conversation } from "./Conversation.tsx";

const NOW = new Date(2026, 10, 19, 14, 8).getTime();
const ANNA = 1;
const BORIS = 2;

vi.mock("virtua", () => ({ Virtualizer: ({ children }: { children: ReactNode }) => <div>{children}</div> }));
vi.stubGlobal("matchMedia", () => ({ matches: false, addEventListener() {}, removeEventListener() {} }));
vi.stubGlobal(
  "ResizeObserver",
  class {
    observe() {}
    unobserve() {}
    disconnect() {}
  },
);

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const nothing = () => {};
const chat = (id: ChatId) => (
  <Conversation
    key={id}
    chat={id}
    around={null}
    visit={1}
    panel={null}
    onPanel={nothing}
    onBack={null}
    onGo={nothing}
    onDone={nothing}
    onSnooze={nothing}
    onSent={nothing}
  />
);
/** Time goes by in steps, since what is drawn asks for more. */
const pass = async (ms: number) => {
  for (let gone = 0; gone < ms; gone += 5) await act(() => vi.advanceTimersByTimeAsync(5));
};
const logs = () => screen.queryAllByRole("log").length;

test("a chat that is opened by itself is drawn at once", async () => {
  stage(chat(ANNA), NOW);
  await pass(40);
  expect(logs()).toBe(1);
});

test("a chat that a held key comes to at once after another one is drawn when the key rests", async () => {
  await pass(100);
  stage([chat(ANNA), chat(BORIS)], NOW);
  await pass(50);
  expect(logs()).toBe(1);
  await pass(50);
  expect(logs()).toBe(2);
});
