// @vitest-environment jsdom
import { act, cleanup, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import type { TimelineItem } from "@/host/contract.ts";
import { useChat, useTimeline } from "@/host/queries.ts";
import { stage } from "@/test/stage.tsx";
import { OpenChatProvider } from "../chat.tsx";
import { leaveChat, useView } from "../view.ts";
import { Bubble } from "./Bubble.tsx";
import { LogLine } from "./LogLine.tsx";

const NOW = new Date(2026, 10, 19, 14, 8).getTime();
const ANNA = 1;
const LINK = "https://example.com/tea";

const messages = (items: readonly TimelineItem[]) => items.flatMap((item) => (item.item === "message" ? [item] : []));

function Bubbles() {
  const { data: detail } = useChat(ANNA);
  const { data: items } = useTimeline(ANNA);
  if (detail === undefined || items === undefined) return null;
  const [first] = messages(items);
  return (
    <OpenChatProvider detail={detail}>
      {messages(items).map((message) => (
        <Bubble key={message.message_id} message={message} group={false} first last found={false} onJump={() => {}} />
      ))}
      {first === undefined ? null : (
        <LogLine
          entry={{
            entry: "message",
            key: "system",
            first: true,
            last: true,
            message: { ...first, content: { kind: "system", event: "user_changed_number", body: "A new number" } },
          }}
          newest={false}
          found={null}
          onJump={() => {}}
        />
      )}
    </OpenChatProvider>
  );
}

afterEach(() => {
  cleanup();
  leaveChat();
});

const toolbars = () => screen.queryAllByRole("button", { name: "More" });

async function bubbles() {
  stage(<Bubbles />, NOW, (town) => {
    const first = town.chats[0]?.items.find((item) => item.item === "message");
    if (first?.item === "message") first.content = { kind: "text", body: `See ${LINK}.` };
  });
  await screen.findByText(/A new number/);
  const [one, other] = screen.getAllByRole("group").filter((node) => node.hasAttribute("data-message"));
  if (one === undefined || other === undefined) throw new Error("there are not two messages");
  return { one, other };
}

test("the tools of a message go when another is pointed at, though its menu has just closed", async () => {
  const { one, other } = await bubbles();
  await userEvent.hover(one);
  await userEvent.click(screen.getByRole("button", { name: "More" }));
  await screen.findByRole("menu");
  await userEvent.keyboard("{Escape}");
  await waitFor(() => expect(screen.queryByRole("menu")).toBeNull());
  await userEvent.hover(other);
  await waitFor(() => expect(toolbars()).toHaveLength(1));
  expect(other.contains(toolbars()[0] ?? null)).toBe(true);
});

test("a message that is picked has no tools beside those of the one that is pointed at", async () => {
  const { one, other } = await bubbles();
  act(() => useView.setState({ message: Number(one.dataset["message"]) }));
  expect(toolbars()).toHaveLength(1);
  await userEvent.hover(other);
  expect(toolbars()).toHaveLength(1);
  await userEvent.unhover(other);
  expect(one.contains(toolbars()[0] ?? null)).toBe(true);
});

test("a link is shown and copied, never followed", async () => {
  const writeText = vi.fn<(text: string) => Promise<void>>(() => Promise.resolve());
  Object.defineProperty(navigator, "clipboard", { value: { writeText }, configurable: true });
  const { one } = await bubbles();
  const link = one.querySelector(".bubble-link");
  expect(link?.textContent).toBe(LINK);
  expect(link?.closest("a")).toBeNull();
  await userEvent.hover(one);
  await userEvent.click(screen.getByRole("button", { name: "More" }));
  await userEvent.click(await screen.findByText("Copy link"));
  expect(writeText).toHaveBeenCalledWith(LINK);
});

test("a change of number is told with an icon", async () => {
  await bubbles();
  expect(screen.getByText(/A new number/).querySelector("svg.lucide-arrow-right-left")).not.toBeNull();
});
