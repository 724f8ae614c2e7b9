// @vitest-environment jsdom
import { act, cleanup, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useEffect, useState } from "react";
import { afterEach, describe, expect, test, vi } from "vitest";
import { HostError } from "@/host/host.ts";
import type { FakeTown } from "@/host/fake/town.ts";
import { useChat } from "@/host/queries.ts";
import { runAction } from "@/keys/actions.ts";
import { stage } from "@/test/stage.tsx";
import { OpenChatProvider } from "../chat.tsx";
import { Composer } from "./Composer.tsx";
import { NARROW } from "../media.ts";
import { changeFiles } from "./files.ts";

const NOW = new Date(2026, 10, 19, 14, 8).getTime();
const ANNA = 1;
const OTHER = 2;

vi.stubGlobal(
  "ResizeObserver",
  class {
    observe() {}
    unobserve() {}
    disconnect() {}
  },
);
vi.stubGlobal("matchMedia", (query: string) => ({
  matches: query === narrow,
  addEventListener() {},
  removeEventListener() {},
}));
URL.createObjectURL = () => "blob:made";
URL.revokeObjectURL = () => {};

/** What the window is too narrow for, if for anything. */
let narrow = "";
let show: (chat: number) => void = () => {};

function Chats() {
  const [chat, setChat] = useState(ANNA);
  useEffect(() => {
    show = setChat;
  }, []);
  const { data } = useChat(chat);
  if (data === undefined) return null;
  return (
    <OpenChatProvider detail={data}>
      <Composer key={chat} detail={data} onSent={() => {}} />
    </OpenChatProvider>
  );
}

async function attach(prepare?: (town: FakeTown) => void): Promise<FakeTown> {
  const town = stage(<Chats />, NOW, prepare);
  const box = await screen.findByLabelText("File");
  await userEvent.upload(box, new File(["bill"], "bill.pdf", { type: "application/pdf" }));
  await waitFor(() => expect(screen.getByText("bill.pdf")).toBeDefined());
  return town;
}

afterEach(() => {
  cleanup();
  narrow = "";
  changeFiles(ANNA, () => []);
});

describe("a file in the composer", () => {
  test("is still there after another chat was looked at, and in no other chat", async () => {
    await attach();
    act(() => show(OTHER));
    await waitFor(() => expect(screen.queryByText("bill.pdf")).toBeNull());
    act(() => show(ANNA));
    await waitFor(() => expect(screen.getByText("bill.pdf")).toBeDefined());
  });

  test("comes back with its words when the message is refused", async () => {
    const refuse = (town: FakeTown) => {
      town.answers.message_send = () => {
        throw new HostError({ code: "storage", retry: { retry: "never" } });
      };
    };
    await attach(refuse);
    await userEvent.type(screen.getByRole("textbox", { name: "Reply" }), "the bill");
    await waitFor(() => expect(screen.queryByText("Checking…")).toBeNull());
    act(() => void runAction("composer.send"));
    await waitFor(() => expect(screen.getByText("bill.pdf")).toBeDefined());
    await waitFor(() =>
      expect(screen.getByRole<HTMLTextAreaElement>("textbox", { name: "Reply" }).value).toContain("the bill"),
    );
  });
});

test("in a narrow window the tools are one, and all of them are in it", async () => {
  narrow = NARROW;
  stage(<Chats />, NOW);
  await userEvent.click(await screen.findByRole("button", { name: "Add" }));
  const entries = (await screen.findAllByRole("menuitem")).map(({ textContent }) => textContent);
  expect(entries).toEqual([
    "File…",
    "Location…",
    "Contact card…",
    "Question with choices…",
    "Emoji",
    "Quick replies",
    "Templates",
    "Record a voice message",
  ]);
  await userEvent.keyboard("{Escape}");
  await waitFor(() => expect(screen.queryByRole("button", { name: "Quick replies" })).toBeNull());
});
