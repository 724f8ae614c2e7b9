// @vitest-environment jsdom
import { cleanup, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import type { ReactNode } from "react";
import { afterEach, expect, test, vi } from "vitest";

import type { FakeTown } from "@/host/fake/town";
import { ImportDialog } from "./ImportDialog";
import { stage } from "@/test/stage";

// A page without layout shows every row.
vi.mock("virtua", () => ({ Virtualizer: ({ children }: { children: ReactNode }) => <div>{children}</div> }));

const NOW = new Date(2026, 10, 26, 14, 8).getTime();
const LIST = `Name,Phone,City
Анна Корнеева,+77001234108,Almaty
Boris,+77001234109,Almaty
Nobody,,Astana
Boris again,+77001234109,Astana
Dana,12,Astana
Yerzhan,+77001234111,Astana,and more
`;

afterEach(cleanup);

function open(prepare: (town: FakeTown) => void = () => {}) {
  const close = vi.fn<() => void>();
  const town = stage(<ImportDialog onClose={close} />, NOW, prepare);
  return { town, close };
}

async function choose(name = "list.csv", text = LIST) {
  await screen.findByRole("dialog", { name: "Import members" });
  const input = document.querySelector<HTMLInputElement>('input[type="file"]');
  if (input === null) throw new Error("a file can be chosen");
  await userEvent.upload(input, new File([text], name), { applyAccept: false });
}

const given = (town: FakeTown, name: string) => town.lists.given.filter((one) => one.name === name);

test("a list is brought in only after what would come of it was shown, and without a word is nothing overwritten", async () => {
  const { town } = open();
  await choose();
  await screen.findByRole("dialog", { name: "list.csv" });
  expect(screen.getByText("1 row cannot be read")).toBeDefined();
  expect(screen.getByText("Almaty · Almaty · Astana · Astana")).toBeDefined();
  await userEvent.click(screen.getByRole("button", { name: /^Try it/u }));
  const plan = within(await screen.findByRole("dialog", { name: "This would come of list.csv" }));
  expect(plan.getByRole("radio", { name: "not imported 4" }).getAttribute("aria-checked")).toBe("true");
  expect(plan.getByText("The same person as in line 3")).toBeDefined();
  expect(town.lists.progress).toBeNull();
  const overwrite = plan.getByRole<HTMLInputElement>("checkbox", { name: /^Overwrite what stands here/u });
  expect(overwrite.checked).toBe(false);
  await userEvent.click(plan.getByRole("button", { name: /^Import 2 rows/u }));
  await screen.findByRole("dialog", { name: "What came of list.csv" });
  expect(await screen.findByText("All rows are done: 6.")).toBeDefined();
  expect(screen.getByText("4 rows were not imported")).toBeDefined();
  const [start] = given(town, "members_import_start");
  expect(start?.request).toMatchObject({ options: { overwrite: false, country: "" } });
});

test("a column can be said to be something else, and without phone and user id nothing is tried", async () => {
  const { town } = open();
  await choose("list.csv", "Who,Contact\nAnna,+77001234108\n");
  await screen.findByRole("dialog", { name: "list.csv" });
  const go = screen.getByRole("button", { name: /^Try it/u });
  expect(go.getAttribute("aria-disabled")).toBe("true");
  await userEvent.click(go);
  expect(given(town, "members_import_plan")).toEqual([]);
  await userEvent.click(screen.getByRole("button", { name: /What the column is: Contact/u }));
  await userEvent.click(await screen.findByRole("option", { name: "Phone" }));
  await userEvent.click(screen.getByRole("button", { name: /What the column is: Who/u }));
  await userEvent.click(await screen.findByRole("option", { name: "New field: Who" }));
  await userEvent.click(screen.getByRole("button", { name: /^Try it/u }));
  await screen.findByRole("dialog", { name: "This would come of list.csv" });
  const columns = [{ column: "new_attribute" }, { column: "phone" }];
  expect(given(town, "members_import_plan")[0]?.request).toMatchObject({ columns });
});

test("an encoding that was guessed wrong is changed and the list is read again", async () => {
  const { town } = open();
  await choose();
  await screen.findByRole("dialog", { name: "list.csv" });
  await userEvent.click(screen.getByRole("button", { name: /Encoding/u }));
  await userEvent.click(await screen.findByRole("option", { name: "Windows-1251" }));
  await waitFor(() => expect(given(town, "members_import_read")).toHaveLength(2));
  const [, again] = given(town, "members_import_read");
  expect(again?.request).toEqual({ file: null, encoding: "windows1251", separator: "comma", headed: true });
});

test("what runs is shown with how far it is, and can be stopped", async () => {
  const { town } = open(({ lists }) => {
    lists.holds = true;
  });
  await choose();
  await screen.findByRole("dialog", { name: "list.csv" });
  await userEvent.click(screen.getByRole("button", { name: /^Try it/u }));
  await userEvent.click(await screen.findByRole("button", { name: /^Import 2 rows/u }));
  const running = within(await screen.findByRole("dialog", { name: "Importing list.csv" }));
  expect(running.getByRole("progressbar", { name: "Rows done" }).getAttribute("aria-valuetext")).toBe("0 of 6");
  await userEvent.click(running.getByRole("button", { name: "Stop" }));
  expect(await screen.findByText("Stopped: 3 of 6 rows are done, up to line 4. They stay.")).toBeDefined();
  expect(given(town, "members_import_stop")).toHaveLength(1);
});

test("a file that is no list says so and another one can be chosen", async () => {
  open();
  await choose("invoice.pdf");
  const alert = await screen.findByRole("alert");
  expect(alert.textContent).toMatch(/^Files of this kind cannot be read\./u);
  expect(screen.getByRole("button", { name: "Choose a file…" })).toBeDefined();
});

test("an import that was interrupted says where it ended, and closing puts the list away", async () => {
  const tally = { new: 400, completed: 0, differs: 0, unchanged: 0, bad: 0 };
  const { town, close } = open(({ lists }) => {
    lists.progress = {
      filename: "base.csv",
      stage: "interrupted",
      rows: 50_000,
      done: 400,
      line: 401,
      overwrite: false,
      tally,
    };
  });
  expect(
    await screen.findByText(/^The import of base\.csv was interrupted: 400 of 50,000 rows are done/u),
  ).toBeDefined();
  await userEvent.keyboard("{Escape}");
  expect(close).toHaveBeenCalled();
  expect(given(town, "members_import_close")).toHaveLength(1);
});

test("a list that would make hundreds of labels says so and is not brought in", async () => {
  const { town } = open(({ lists }) => {
    lists.newLabels = 201;
  });
  await choose();
  await screen.findByRole("dialog", { name: "list.csv" });
  await userEvent.click(screen.getByRole("button", { name: /^Try it/u }));
  expect(await screen.findByText(/^201 labels would be made\. A list makes at most 200\./u)).toBeDefined();
  const go = screen.getByRole("button", { name: /^Import 2 rows/u });
  expect(go.getAttribute("aria-disabled")).toBe("true");
  await userEvent.click(go);
  expect(given(town, "members_import_start")).toEqual([]);
});
