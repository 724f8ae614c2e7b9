// @vitest-environment jsdom
import { act, cleanup, screen } from "@testing-library/react";
import type { ReactNode } from "react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { openChat, useNavigation } from "@/app/navigation.ts";
import type { ChatId } from "@/host/contract.ts";
import { whilePressed } from "@/keys/press.ts";
import { stage } from "@/test/stage.tsx";
import { useView } from "../view.ts";
import { Conversation } from "./Conversation.tsx";

const NOW = new Date(2026, 10, 19, 14, 8).getTime();
const ANNA = 1;
const BORIS = 2;

vi.mock("virtua", () => ({ Virtualizer: ({ children }: { children: ReactNode }) => <div>{children}</div> }));
vi.stubGlobal("matchMedia", () => ({ matches: false, addEventListener() {}, removeEventListener() {} }));

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  cleanup();
  act(() => openChat(null));
  vi.useRealTimers();
});

const nothing = () => {};
const chat = (id: ChatId) => (
  <Conversation
    key={id}
    chat={id}
    around={null}
    visit={1}
    panel="beside"
    onPanel={nothing}
    onBack={null}
    onGo={nothing}
    onDone={nothing}
    onSnooze={nothing}
    onSent={nothing}
  />
);
/** Time goes by in steps, since what is drawn asks for more. */
const pass = async (ms: number, step = 5) => {
  for (let gone = 0; gone < ms; gone += step) await act(() => vi.advanceTimersByTimeAsync(step));
};
const logs = () => screen.queryAllByRole("log").length;
const PARTS = {
  composer: ["button", /emoji/i],
  header: ["button", /Mark done/],
  log: ["log", /./],
  panel: ["complementary", /details/],
} as const;
/** What is drawn of a chat that is known, frame by frame. */
const KNOWN = ["composer header log decidable", "composer header log panel decidable"];
/** The same of one that had to be waited for. */
const STEPS = ["", "composer", ...KNOWN];
/** What of the chat is drawn. */
const drawn = () =>
  Object.entries(PARTS).flatMap(([part, [role, name]]) => (screen.queryByRole(role, { name }) === null ? [] : [part]));
/** What of a chat is drawn from now on, each time that this changes, and whether it can be decided about. */
const drawing = async (chat: ChatId) => {
  const seen: string[] = [];
  for (let gone = 0; gone < 200; gone += 1) {
    const now = [...drawn(), ...(useView.getState().shown === chat ? ["decidable"] : [])].join(" ");
    if (seen.at(-1) !== now) seen.push(now);
    await pass(1, 1);
  }
  return seen;
};
/** The chat that is open. */
function Open() {
  const open = useNavigation((place) => place.chat);
  return open === null ? null : chat(open);
}
/** J, pressed at a moment by the clock of the events, opens a chat. */
const press = (at: number, next: ChatId) => act(() => whilePressed(at, () => openChat(next)));

test("a chat that is opened by itself waits for no key to rest", async () => {
  stage(<Open />, NOW);
  press(1000, ANNA);
  await pass(40);
  expect(logs()).toBe(1);
});

test("a chat that a held key comes to at once after another one is drawn when the key rests", async () => {
  stage(<Open />, NOW);
  press(2000, ANNA);
  press(2033, BORIS);
  await pass(60);
  expect(logs()).toBe(0);
  await pass(60);
  expect(logs()).toBe(1);
});

test("where a held key rests the composer is drawn first, then what can be decided about, then what stands beside it", async () => {
  stage(<Open />, NOW);
  press(2500, ANNA);
  press(2533, BORIS);
  expect(await drawing(BORIS)).toEqual(STEPS);
});

test("a chat that has to be read is drawn so, too", async () => {
  stage(<Open />, NOW);
  act(() => openChat(BORIS));
  expect(await drawing(BORIS)).toEqual(STEPS);
});

test("a chat that is known from an earlier visit stands there at once, and then what stands beside it", async () => {
  stage(<Open />, NOW);
  for (const chat of [BORIS, ANNA]) {
    act(() => openChat(chat));
    await pass(100);
  }
  act(() => openChat(BORIS));
  expect(await drawing(BORIS)).toEqual(KNOWN);
});

test("a page that was busy while the keys came takes them for what they are", async () => {
  stage(<Open />, NOW);
  press(3000, ANNA);
  await pass(100);
  expect(logs()).toBe(1);
  press(3033, BORIS);
  await pass(60);
  expect(logs()).toBe(0);
});

test("a click and whoever presses a key at leisure walk through nothing", async () => {
  stage(<Open />, NOW);
  press(4000, ANNA);
  act(() => openChat(BORIS));
  await pass(40);
  expect(logs()).toBe(1);
  press(4010, ANNA);
  press(4200, BORIS);
  await pass(40);
  expect(logs()).toBe(1);
});
