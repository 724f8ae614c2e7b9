// @vitest-environment jsdom
import { act, cleanup, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { type ReactNode, type Ref, useImperativeHandle } from "react";
import { afterEach, expect, test, vi } from "vitest";

import { useNavigation } from "@/app/navigation";
import type { FakeTown } from "@/host/fake/town";
import { stage } from "@/test/stage";
import { askAbout, useConsentView } from "../view";
import { Ledger } from "./Ledger";

// A page without layout shows every line, and scrolls to its end by a button.
vi.mock("virtua", () => ({
  Virtualizer: ({ children, onScroll, ref }: { children: ReactNode[]; onScroll: () => void; ref: Ref<unknown> }) => {
    const lines = children.length;
    useImperativeHandle(ref, () => ({ findItemIndex: (at: number) => at, scrollOffset: 0, viewportSize: lines }));
    return (
      <>
        {children}
        <button type="button" onClick={onScroll}>
          {"to the end"}
        </button>
      </>
    );
  },
}));

const NOW = new Date(2026, 10, 19, 14, 8).getTime();

afterEach(() => {
  cleanup();
  act(() => askAbout(null));
});

const rows = () => screen.getAllByRole("row");
const rowOf = (name: RegExp) => {
  const row = rows().find((one) => name.test(one.textContent ?? ""));
  if (row === undefined) throw new Error(`no row of ${name}`);
  return within(row);
};

async function open(part: "all" | "pending" | "withdrawals" = "all", prepare: (town: FakeTown) => void = () => {}) {
  const town = stage(<Ledger part={part} />, NOW, prepare);
  await screen.findByRole("table");
  return town;
}

test("an entry says who, what for, what became of it, how it is known, which text, what proves it and its number", async () => {
  const town = await open();
  await waitFor(() => expect(rowOf(/Sofia Haapala/u).getByText("M-4")).toBeDefined());
  const cells = rowOf(/Sofia Haapala/u).getAllByRole("cell");
  const hash = town.consent.ledger.find(({ name }) => name === "Sofia Haapala")?.hash ?? "";
  expect(cells.map((cell) => cell.textContent)).toEqual([
    "11:20",
    "Sofia Haapala",
    "Offers",
    "Confirmed",
    "Question with buttons",
    "M-4",
    "MessageA",
    `${hash.slice(0, 4)} ${hash.slice(4, 8)}`,
  ]);
  expect(rowOf(/Ольга Синицына.*All but/u).getByText("Keyword «СТОП»")).toBeDefined();
});

test("today stands in the head, and each earlier day above its entries", async () => {
  await open();
  expect(screen.getAllByRole("columnheader")[0]?.textContent).toBe("Today");
  const lines = rows().map((row) => row.textContent ?? "");
  expect(lines.filter((line) => line === "Today")).toEqual([]);
  expect(lines.findIndex((line) => line === "Yesterday") + 1).toBe(
    lines.findIndex((line) => line.includes("Ержан Бекенов")),
  );
});

test("older entries are read from the last one that is known, until there are none", async () => {
  const town = await open("all", ({ consent }) => {
    const like = consent.ledger.at(-1);
    if (like !== undefined)
      consent.ledger.push(...Array.from({ length: 230 }, (_, at) => ({ ...like, entry: -at, name: `Nr ${at}` })));
  });
  const asked = vi.spyOn(town.consent, "page");
  expect(screen.queryByText("Nr 100")).toBeNull();
  await userEvent.click(screen.getByText("to the end"));
  await screen.findByText("Nr 100");
  expect(asked.mock.calls.map(([request]) => request.before)).toEqual([-80]);
  await userEvent.click(screen.getByText("to the end"));
  await screen.findByText("Nr 229");
  await userEvent.click(screen.getByText("to the end"));
  expect(asked).toHaveBeenCalledTimes(2);
});

test("an erased person has no name and leads nowhere", async () => {
  await open();
  const erased = rowOf(/Erased person/u);
  expect(erased.queryByRole("button")).toBeNull();
  expect(erased.getByText("Imported list")).toBeDefined();
});

test("a message that proves it is opened in its chat; without a chat nothing is offered", async () => {
  await open("all", ({ consent }) => {
    const dana = consent.ledger.find(({ name }) => name === "Дана Касымова");
    if (dana !== undefined) dana.message_id = 77;
  });
  await userEvent.click(rowOf(/Ольга Синицына.*All but/u).getByRole("button", { name: "Message" }));
  expect(useNavigation.getState()).toMatchObject({ screen: "inbox", chat: 6, message: 6001 });
  expect(rowOf(/Дана Касымова/u).queryByRole("button", { name: "Message" })).toBeNull();
});

test("a person is asked about by a press, for the purpose of the entry, and arrows go on", async () => {
  await open();
  await userEvent.click(rowOf(/Дана Касымова/u).getByRole("button"));
  expect(useConsentView.getState()).toMatchObject({ person: { name: "Дана Касымова" }, purpose: "group_invitations" });
  Element.prototype.scrollIntoView = () => {};
  await userEvent.keyboard("{ArrowDown}");
  expect(document.activeElement?.textContent).toBe("Nino Kapanadze");
});

test.each([
  ["pending", "requested", 3],
  ["withdrawals", "withdrawn", 2],
] as const)("%s shows only what is %s", async (part, state, atLeast) => {
  const town = await open(part);
  const names = town.consent.ledger.filter((line) => line.state === state).map(({ name }) => name ?? "");
  expect(names.length).toBeGreaterThanOrEqual(atLeast);
  for (const name of names) expect(screen.getByText(name)).toBeDefined();
  expect(screen.queryByText("Sofia Haapala")).toBeNull();
});

test("says what will stand there while there is nothing", async () => {
  stage(<Ledger part="pending" />, NOW, ({ consent }) => (consent.ledger = []));
  expect(await screen.findByText("Nobody is asked")).toBeDefined();
});
