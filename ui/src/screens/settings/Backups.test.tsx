// @vitest-environment jsdom
import { cleanup, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test } from "vitest";

import type { FakeTown } from "@/host/fake/town";
import { useWorkspace } from "@/host/queries";
import { forgetToasts, stage } from "@/test/stage";
import { Backups } from "./Backups";

const NOW = new Date(2026, 10, 19, 14, 8).getTime();

afterEach(() => {
  cleanup();
  forgetToasts();
});

function Part() {
  const { data: workspace } = useWorkspace();
  return workspace === undefined ? null : <Backups workspace={workspace} />;
}

const open = (prepare: (town: FakeTown) => void = () => {}) => stage(<Part />, NOW, prepare);

test("a backup is made with one button and stands in the list with its day and size", async () => {
  open();
  const user = userEvent.setup();
  expect(await screen.findByText("No backup yet")).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Back up now" }));
  const list = within(await screen.findByRole("list", { name: "Backups" }));
  expect(list.getByText("19 Nov 2026, 14:08")).toBeTruthy();
  expect(list.getByText("612 MB")).toBeTruthy();
});

test("a file that cannot be restored says why", async () => {
  open((town) => {
    const file = { name: "tea.switchboard-backup", bytes: 12, made_at: null, sandbox: false };
    town.connection.backups.found = [
      { ...file, fault: "newer" },
      { ...file, name: "diary.switchboard-backup", fault: "damaged" },
    ];
  });
  expect(await screen.findByText("Made by a newer Switchboard")).toBeTruthy();
  expect(screen.getByText("Damaged, or no backup")).toBeTruthy();
});

test.each([
  [NOW, /^((?!erased).)*$/u],
  [NOW - 3_600_000, /erased until 19 Nov 2026, 13:08 is erased here, too/u],
  [null, /whoever was erased in between is here again/u],
])("what comes from a backup says so, and until when erasures are known (%s)", async (erasures_until, words) => {
  open((town) => {
    town.connection.backups.restored = { made_at: NOW - 86_400_000, restored_at: NOW, erasures_until };
  });
  const from = await screen.findByText(/comes from the backup of 18 Nov 2026, 14:08/u);
  expect(from.textContent).toMatch(words);
});

test("a list of erasures that could not be written is said, with what to do", async () => {
  open((town) => (town.connection.backups.listed = false));
  expect(await screen.findByText(/The list of erasures beside a backup is not up to date/u)).toBeTruthy();
});

test("a window of a hub makes none and says where they are made", async () => {
  open((town) => (town.connection.hub = { name: "Noor Haddad", address: "hub.polartea.example:8443" }));
  expect(await screen.findByText(/Backups are made there/u)).toBeTruthy();
  expect(screen.queryByRole("button", { name: "Back up now" })).toBeNull();
});

test("a host without files names the command", async () => {
  open((town) => (town.connection.backups.folder = null));
  expect(await screen.findByText(/switchboard-hub backup/u)).toBeTruthy();
});
