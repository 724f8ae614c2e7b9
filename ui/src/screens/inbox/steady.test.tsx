// @vitest-environment jsdom
import { act, cleanup, screen, waitFor } from "@testing-library/react";
import type { ReactNode } from "react";
import { afterEach, expect, test, vi } from "vitest";
import { openChat } from "@/app/navigation.ts";
import { stage } from "@/test/stage.tsx";
import { Inbox } from "./Inbox.tsx";

const ANNA = 1;
const BORIS = 2;

const drawn = vi.hoisted(() => ({ header: 0, composer: 0, panel: 0 }));

vi.mock("./conversation/Header.tsx", () => ({
  Header() {
    drawn.header += 1;
    return null;
  },
}));
vi.mock("./composer/Composer.tsx", () => ({
  Composer() {
    drawn.composer += 1;
    return null;
  },
}));
vi.mock("./context/ContextPanel.tsx", () => ({
  ContextPanel() {
    drawn.panel += 1;
    return null;
  },
}));
vi.mock("virtua", () => ({ Virtualizer: ({ children }: { children: ReactNode }) => <div>{children}</div> }));
Element.prototype.scrollTo = () => {};
vi.stubGlobal("matchMedia", () => ({ matches: true, addEventListener() {}, removeEventListener() {} }));

afterEach(() => {
  cleanup();
  act(() => openChat(null));
});

test("who writes elsewhere moves the list, and the open conversation is not drawn anew", async () => {
  const town = stage(<Inbox />, 1_800_000_000_000);
  act(() => openChat(ANNA));
  await waitFor(() => expect(Object.values(drawn)).not.toContain(0));
  const before = { ...drawn };
  const boris = town.chats.find(({ row }) => row.chat_id === BORIS);
  if (boris === undefined) throw new Error("Boris lives in another town");
  boris.row.title = "Борис, снова";
  act(() => town.changed("chats", [BORIS]));
  await waitFor(() => expect(screen.getByText("Борис, снова")).toBeDefined());
  expect(drawn).toEqual(before);
});
