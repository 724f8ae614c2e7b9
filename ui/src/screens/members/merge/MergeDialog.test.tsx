// @vitest-environment jsdom
import { act, cleanup, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { type ReactNode, type Ref, useImperativeHandle } from "react";
import { afterEach, expect, test, vi } from "vitest";

import { openMember, useNavigation } from "@/app/navigation";
import { undoLast } from "@/app/undo";
import type { FakeTown } from "@/host/fake/town";
import { forgetToasts, stage } from "@/test/stage";
import MembersScreen from "../MembersScreen";
import { pickNobody, useMembersView } from "../view";
import { MergeDialog } from "./MergeDialog";

// A page without layout shows every line.
vi.mock("virtua", () => ({
  Virtualizer: ({ children, ref }: { children: ReactNode[]; ref: Ref<unknown> }) => {
    useImperativeHandle(ref, () => ({ scrollToIndex: () => {} }));
    return <>{children}</>;
  },
}));

const NOW = new Date(2026, 10, 19, 14, 8).getTime();
const ANNA = "Анна Корнеева";
const DANA = "Дана Касымова";

afterEach(() => {
  cleanup();
  forgetToasts();
  act(() => {
    pickNobody();
    useMembersView.setState({ open: null });
    useNavigation.setState({ member: null });
  });
});

const idOf = (town: FakeTown, name: string) =>
  town.consent.people.find((one) => one.name === name)?.whom.contact_id ?? 0;
/** What stands beside a heading of the dialog: a question by role would look at every cell of the page. */
const beside = (heading: string) =>
  [...(screen.getByText(heading, { selector: "tbody th" }).closest("tr")?.querySelectorAll("td") ?? [])].map(
    ({ textContent }) => textContent,
  );

/** Compares Anna and Dana. */
async function compare(prepare: (town: FakeTown) => void = () => {}): Promise<FakeTown> {
  let [anna, dana] = [0, 0];
  const Compared = () => <MergeDialog first={anna} second={dana} />;
  const town = stage(<Compared />, NOW, (made) => {
    [anna, dana] = [idOf(made, ANNA), idOf(made, DANA)];
    prepare(made);
  });
  await screen.findByText("Chats", { selector: "tbody th" });
  return town;
}

test("both stand side by side with what the person would have, and which of them is kept can be turned round", async () => {
  await compare((town) => {
    town.members.values.set(idOf(town, DANA), [{ attribute_id: 2, value: "Астана" }]);
    town.members.label(idOf(town, DANA), 2, true);
  });
  await screen.findByText("City", { selector: "tbody th" });
  expect(beside("City")).toEqual(["Алматы", "Астана", "Алматы"]);
  await userEvent.click(screen.getByRole("radio", { name: DANA }));
  await waitFor(() => expect(beside("City")).toEqual(["Астана", "Алматы", "Астана"]));
});

test("a no of one is shown to hold for both before anything is merged", async () => {
  await compare((town) => {
    const [first] = town.consent.ledger;
    if (first === undefined) throw new Error("the ledger is empty");
    const no = { ...first, contact_id: idOf(town, DANA), purpose: "offers", state: "withdrawn", at: NOW } as const;
    town.consent.ledger = [{ ...no, entry: 9_001 }, ...town.consent.ledger];
  });
  expect(screen.getByText(/^A no of either holds for both: Offers/u)).toBeDefined();
  const [anna, dana] = beside("Offers and news");
  expect(anna).toMatch(/withdrawn$/u);
  expect(anna).not.toBe(dana);
});

test("merged they are one line, and the notice takes it back", async () => {
  const town = await compare();
  const listed = () => town.members.rows("", [], "name", false).map(({ name }) => name);
  await userEvent.click(screen.getByText("Merge"));
  await waitFor(() => expect(listed()).not.toContain(DANA));
  expect(listed()).toContain(ANNA);
  act(() => void undoLast());
  await waitFor(() => expect(listed()).toContain(DANA));
});

test("the page says who else the person is, and takes them apart", async () => {
  const town = stage(<MembersScreen />, NOW, (made) => {
    made.members.merge(idOf(made, ANNA), idOf(made, DANA));
  });
  act(() => openMember(idOf(town, ANNA)));
  expect(await screen.findByText(new RegExp(`^Merged with ${DANA} on .*18.*, by Mira Halonen$`, "u"))).toBeDefined();
  await userEvent.click(screen.getByRole("button", { name: "Take apart" }));
  await waitFor(() => expect(screen.queryByText(/^Merged with/u)).toBeNull());
  act(() => void undoLast());
  expect(await screen.findByText(/^Merged with/u)).toBeDefined();
});

test("who had the same number under another id is proposed, and compared before anything happens", async () => {
  const town = stage(<MembersScreen />, NOW, (made) => {
    made.members.samePhone.set(idOf(made, ANNA), idOf(made, DANA));
  });
  act(() => openMember(idOf(town, ANNA)));
  expect(await screen.findByText(`Maybe the same person: ${DANA}`)).toBeDefined();
  await userEvent.click(screen.getByRole("button", { name: "Compare" }));
  expect(await screen.findByRole("dialog", { name: "Is this one person?" })).toBeDefined();
  expect(town.members.merges).toEqual([]);
});

test("another person is found by letters and chosen by the keys", async () => {
  const town = stage(<MembersScreen />, NOW);
  act(() => openMember(idOf(town, ANNA)));
  await userEvent.click(await screen.findByRole("button", { name: "Same person…" }));
  await userEvent.type(await screen.findByRole("textbox"), "Касымова");
  await waitFor(() => expect(screen.getAllByRole("listitem").map(({ textContent }) => textContent)).toHaveLength(1));
  await userEvent.keyboard("{Enter}");
  await screen.findByText("Chats", { selector: "tbody th" });
  await userEvent.keyboard("{Control>}{Enter}{/Control}");
  expect(await screen.findByText(new RegExp(`^Merged with ${DANA}`, "u"))).toBeDefined();
});
