// @vitest-environment jsdom
import { cleanup, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import type { ReactNode } from "react";
import { afterEach, expect, test, vi } from "vitest";

import { MemberDetail } from "@/screens/members/detail/MemberDetail";
import { Composer } from "@/screens/inbox/composer/Composer";
import { OpenChatProvider } from "@/screens/inbox/chat";
import type { FakeTown } from "@/host/fake/town";
import { useChat } from "@/host/queries";
import { stage } from "@/test/stage";
import { unblocked } from "@/host/fake/blocks";
import { BlockDialog } from "./BlockDialog";
import { BlockStanding } from "./BlockStanding";
import { reachOf } from "./reach";

const NOW = new Date(2026, 10, 26, 14, 8).getTime();
const ANNA = 1;

vi.stubGlobal(
  "ResizeObserver",
  class {
    observe() {}
    unobserve() {}
    disconnect() {}
  },
);
// A page without layout shows every line.
vi.mock("virtua", () => ({ Virtualizer: ({ children }: { children: ReactNode[] }) => <>{children}</> }));
vi.stubGlobal("matchMedia", () => ({ matches: false, addEventListener() {}, removeEventListener() {} }));

afterEach(cleanup);

const anna = ({ chats }: FakeTown) => chats.find(({ row }) => row.chat_id === ANNA)?.row.contact_id ?? 0;

/** The panel's part and the composer of a chat. */
function Chat() {
  const { data: detail } = useChat(ANNA);
  const view = detail?.contact?.block;
  if (detail === undefined || view === undefined) return null;
  return (
    <OpenChatProvider detail={detail}>
      <BlockStanding view={view} name="Анна" />
      <Composer detail={detail} onSent={() => {}} />
    </OpenChatProvider>
  );
}

async function block(reason: string) {
  await userEvent.click(await screen.findByRole("button", { name: "Block…" }));
  const dialog = within(await screen.findByRole("alertdialog", { name: "Block Анна?" }));
  if (reason !== "") await userEvent.type(dialog.getByRole("textbox", { name: "Reason" }), reason);
  await userEvent.click(dialog.getByRole("button", { name: "Block" }));
}

test("a blocked person's composer says by whom and why, and unblocking gives the field back", async () => {
  const town = stage(<Chat />, NOW);
  await block("Реклама");
  const said = await screen.findAllByText("Blocked 14:08, by Mira Halonen: Реклама");
  expect(said).toHaveLength(2);
  expect(screen.queryByRole("textbox")).toBeNull();
  expect(town.blocks.holds(anna(town))).toBe(true);
  await userEvent.click(screen.getAllByRole("button", { name: "Unblock" })[0] as HTMLElement);
  await screen.findByRole("textbox");
  expect(town.blocks.holds(anna(town))).toBe(false);
});

test("what WhatsApp refused is said with what to do, and can be put away", async () => {
  stage(<Chat />, NOW, (town) => {
    town.blocks.refuses = { reason: "block_list_full", code: 139_101 };
  });
  await block("");
  await screen.findByText("Not blocked. The list of blocked people is full. Unblock somebody, then try again.");
  expect(screen.getByRole("textbox")).toBeDefined();
  await userEvent.click(screen.getByRole("button", { name: "Put away" }));
  await waitFor(() => expect(screen.queryByText(/^Not blocked\./u)).toBeNull());
});

test.each([
  [{ obstacle: "not_written", hours: 24 } as const, /only people who wrote in the last 24 hours/u],
  [{ obstacle: "not_here" } as const, /provider cannot block/u],
])("who cannot be blocked is told before it is tried: %j", async (obstacle, words) => {
  const view = { ...unblocked({ account_id: "fake", contact_id: 1 }), obstacle };
  stage(<BlockStanding view={view} name="Анна" />, NOW);
  const button = await screen.findByRole("button", { name: "Block…" });
  expect(button.getAttribute("aria-disabled")).toBe("true");
  await userEvent.tab();
  expect(document.activeElement).toBe(button);
  expect(await screen.findByText(words)).toBeDefined();
  await userEvent.keyboard("{Enter}");
  expect(screen.queryByRole("alertdialog")).toBeNull();
});

test("the dialog names the groups that the person stays in", async () => {
  const town = stage(<p>Here</p>, NOW);
  cleanup();
  const [inside] = town.groups.groups.flatMap(({ row, people }) =>
    people
      .filter(({ contact_id }) => town.consent.people.some(({ whom }) => whom.contact_id === contact_id))
      .map((one) => ({ ...one, subject: row.subject })),
  );
  const view = unblocked({ account_id: "fake", contact_id: inside?.contact_id ?? 0 });
  stage(<BlockDialog people={[{ name: "Anna", block: view }]} onClose={() => {}} />, NOW);
  const words = await screen.findByText(/takes nobody out of a group\. Still there/u);
  expect(words.textContent).toContain(inside?.subject);
});

test("several are counted by whom it reaches and why not the rest", () => {
  const view = unblocked({ account_id: "fake", contact_id: 1 });
  const late = { ...view, obstacle: { obstacle: "not_written", hours: 24 } } as const;
  const done = { ...view, phase: "blocked", obstacle: { obstacle: "already" } } as const;
  expect(reachOf([view, late, late, done])).toEqual({ reached: [view], rest: { not_written: 2, already: 1 } });
});

test("the history of a person tells who blocked them and why", async () => {
  const prepared = stage(<p>Here</p>, NOW);
  cleanup();
  const contact = anna(prepared);
  stage(<MemberDetail contact={contact} rows={[]} />, NOW, (town) => {
    town.blocks.history.push({
      account_id: "fake",
      contact_id: contact,
      happened: "found_blocked",
      operator: null,
      words: null,
      at: NOW,
    });
    town.blocks.kept.set(contact, {
      ...unblocked({ account_id: "fake", contact_id: contact }),
      phase: "blocked",
      at: NOW,
    });
  });
  expect(await screen.findByText("Blocked elsewhere, found 14:08.")).toBeDefined();
  expect(await screen.findByText("Found blocked at WhatsApp, not from here")).toBeDefined();
});
