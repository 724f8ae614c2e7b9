// @vitest-environment jsdom
import { act, cleanup, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { type ReactNode, type Ref, useImperativeHandle } from "react";
import { afterEach, expect, test, vi } from "vitest";

import { useNavigation } from "@/app/navigation";
import { stage } from "@/test/stage";
import { runAction } from "@/keys/actions";
import MembersScreen from "./MembersScreen";
import { openList, sortBy, useMembersView } from "./view";

// A page without layout shows every line.
vi.mock("virtua", () => ({
  Virtualizer: ({ children, ref }: { children: ReactNode[]; ref: Ref<unknown> }) => {
    useImperativeHandle(ref, () => ({ scrollToIndex: () => {} }));
    return <>{children}</>;
  },
}));

const NOW = new Date(2026, 10, 19, 14, 8).getTime();

afterEach(() => {
  cleanup();
  act(() => {
    openList({ list: "everyone" });
    useMembersView.setState({ query: "", order: "seen", descending: true, open: null });
    useNavigation.setState({ member: null });
  });
});

const lines = () => screen.getAllByRole("row").filter((row) => row.hasAttribute("data-member"));
const names = () => lines().map((row) => within(row).getAllByRole("button")[0]?.textContent);

async function open() {
  const town = stage(<MembersScreen />, NOW);
  await screen.findByRole("button", { name: "Анна Корнеева" });
  return town;
}

const press = (action: string) => act(() => void runAction(action));

test("whoever wrote last stands first, and the name turns the order", async () => {
  await open();
  expect(names()[0]).toBe("Анна Корнеева");
  act(() => sortBy("name"));
  await waitFor(() =>
    expect(names()).toEqual([...names()].toSorted((a = "", b = "") => (a ?? "").localeCompare(b ?? ""))),
  );
});

test("a list shows its people and says how many there are", async () => {
  const town = await open();
  await userEvent.click(screen.getByRole("button", { name: /^Opted out/u }));
  await screen.findByRole("heading", { level: 1, name: "Opted out" });
  const gone = town.members.rows("", [{ condition: "opted_out" }], "seen", true).map(({ name }) => name);
  await waitFor(() => expect(names()).toEqual(gone));
});

test("keys pick people, give back whom they come back over, and all of them get the label", async () => {
  const town = await open();
  press("members.next");
  press("members.select");
  press("members.extend");
  press("members.extend");
  press("members.shrink");
  expect(screen.getByText("2 selected")).toBeDefined();
  const [first, second, third] = names();
  // The focus follows the keys by the next frame.
  await waitFor(() => expect(document.activeElement).toBe(lines()[1]));
  press("members.label");
  await userEvent.type(await screen.findByRole("combobox"), "wholesale{Enter}");
  const labelled = (name: string | null | undefined) =>
    town.members
      .labelsOf(town.consent.people.find((one) => (one.name ?? one.phone_masked) === name)?.whom.contact_id ?? 0)
      .includes(2);
  await waitFor(() => expect([first, second].map(labelled)).toEqual([true, true]));
  expect(labelled(third)).toBe(
    town.chats.find(({ row }) => (row.title ?? row.phone_masked) === third)?.row.labels.includes(2) ?? false,
  );
});

test("somebody is added by a name alone, and shown", async () => {
  await open();
  await userEvent.click(screen.getByRole("button", { name: "Add" }));
  await userEvent.type(await screen.findByRole("textbox", { name: "Name" }), "Kim");
  await userEvent.click(within(screen.getByRole("dialog")).getByRole("button", { name: "Add" }));
  expect(await screen.findByRole("heading", { level: 1, name: "Kim" })).toBeDefined();
});

test("before an invitation it is said how many of those picked may get one", async () => {
  const town = await open();
  press("members.all");
  const may = town.members.count([{ condition: "consent", purpose: "group_invitations", may: true }]);
  expect(may).toBeGreaterThan(0);
  const words = `${may} of ${town.consent.people.length} may`;
  expect(screen.getByRole("button", { name: new RegExp(`^Invite to group.*${words}`, "u") })).toBeDefined();
});

test("one person is invited from their own page", async () => {
  await open();
  await userEvent.click(screen.getByRole("button", { name: "Анна Корнеева" }));
  await userEvent.click(await screen.findByRole("button", { name: "Invite…" }));
  expect(await screen.findByRole("dialog", { name: /^Invite/u })).toBeDefined();
});

test("a question says whom it reaches, and why not the rest", async () => {
  const town = await open();
  press("members.all");
  await userEvent.click(screen.getByRole("button", { name: "Ask consent" }));
  const dialog = within(await screen.findByRole("dialog"));
  expect(dialog.getByText(new RegExp(`of ${town.consent.people.length}\\.`, "u"))).toBeDefined();
  expect(dialog.getAllByRole("listitem").length).toBeGreaterThan(0);
});

test("a value is kept when the field is left", async () => {
  const town = await open();
  await userEvent.click(screen.getByRole("button", { name: "Анна Корнеева" }));
  const field = await screen.findByRole("textbox", { name: "Favourite" });
  await userEvent.clear(field);
  await userEvent.type(field, "Да Хун Пао");
  await userEvent.tab();
  const [anna] = town.consent.people;
  const kept = () => town.members.values.get(anna?.whom.contact_id ?? 0)?.find((one) => one.attribute_id === 3)?.value;
  await waitFor(() => expect(kept()).toBe("Да Хун Пао"));
});
