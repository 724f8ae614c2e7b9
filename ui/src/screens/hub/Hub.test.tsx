// @vitest-environment jsdom
import { cleanup, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test } from "vitest";

import { HealthBanner } from "@/app/HealthBanner";
import type { ForHub } from "@/host/contract";
import type { FakeTown } from "@/host/fake/town";
import { useWorkspace } from "@/host/queries";
import { forgetToasts, stage } from "@/test/stage";
import { Numbers } from "../settings/Numbers";

const NOW = new Date(2026, 10, 19, 14, 8).getTime();
const ANNA = 1;

const REPLY: ForHub = {
  command: "a",
  name: "message_send",
  chat_id: ANNA,
  chat: "Анна Корнеева",
  content: { kind: "text", body: "Tomorrow at ten" },
  note: null,
  at: NOW - 60_000,
  refusal: null,
};
const REFUSED: ForHub = {
  ...REPLY,
  command: "b",
  name: "label_save",
  chat: null,
  chat_id: null,
  content: null,
  refusal: { code: "label_kept", retry: { retry: "never" } },
};

afterEach(() => {
  cleanup();
  forgetToasts();
});

function Window() {
  const { data: workspace } = useWorkspace();
  if (workspace === undefined) return null;
  return (
    <>
      <HealthBanner hub={workspace.hub} />
      <Numbers workspace={workspace} />
    </>
  );
}

const open = (prepare: (town: FakeTown) => void = () => {}): FakeTown =>
  stage(<Window />, NOW, (town) => {
    town.connection.hub = { name: "Noor Haddad", address: "hub.polartea.example:8443" };
    prepare(town);
  });

const away = (town: FakeTown) => {
  town.health = { ...town.health, connection: "offline", since: NOW - 600_000 };
};

test("while the hub is away it is said since when, and what waits can be read and given up", async () => {
  const town = open((made) => {
    away(made);
    made.connection.forHub = [REPLY];
  });
  const user = userEvent.setup();
  expect(await screen.findByText("The hub cannot be reached since 13:58.")).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "1 waiting" }));
  const list = within(await screen.findByRole("list", { name: "Waiting for the hub" }));
  expect(list.getByText("Message, Анна Корнеева")).toBeTruthy();
  expect(list.getByText("Tomorrow at ten")).toBeTruthy();
  await user.click(list.getByRole("button", { name: "Give up: Message, Анна Корнеева" }));
  expect(await screen.findByText("Nothing waits")).toBeTruthy();
  expect(town.connection.forHub).toEqual([]);
});

test("what the hub did not do is said with the reason, until it is put away", async () => {
  open((town) => (town.connection.forHub = [REFUSED]));
  const user = userEvent.setup();
  const line = await screen.findByText("The hub did not do 1 of your decisions.");
  const banner = within(line.closest<HTMLElement>(".banner") ?? document.body);
  await user.click(banner.getByRole("button", { name: "Show" }));
  expect(await screen.findByText(/A rule says how long people with this label are kept/u)).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Put away: Label" }));
  await user.click(screen.getByRole("button", { name: "Close" }));
  expect(screen.queryByText("The hub did not do 1 of your decisions.")).toBeNull();
});

test("a hub that knows this computer no more sends to the settings", async () => {
  open((town) => (town.health = { ...town.health, connection: "credentials" }));
  expect(await screen.findByText("The hub does not know this computer any more.")).toBeTruthy();
  expect(screen.getByText("not known there any more")).toBeTruthy();
});

test("what keeps the hub from WhatsApp is said, and not that this computer could mend it", async () => {
  open((town) => {
    const line = { connection: "credentials", since: town.now(), resumes: null } as const;
    town.health = { ...town.health, hub_line: line };
  });
  expect(await screen.findByText("WhatsApp does not accept the hub's access token.")).toBeTruthy();
  expect(screen.queryByRole("button", { name: "Renew token" })).toBeNull();
});

test.each([
  ["restored", "The hub goes on from an older state."],
  ["another", "Another hub answers at the address of yours."],
  ["version", "The hub and this Switchboard are of different versions."],
] as const)("a hub that is %s is no hub that is away", async (fault, words) => {
  open((town) => (town.health = { ...town.health, connection: "offline", hub_fault: fault }));
  expect(await screen.findByText(words)).toBeTruthy();
  expect(screen.getByText("out of step")).toBeTruthy();
  expect(screen.queryByText(/cannot be reached/u)).toBeNull();
});

test("a paired window connects no number, and leaves the hub only when asked twice", async () => {
  const town = open((made) => {
    away(made);
    made.connection.forHub = [REPLY];
  });
  const user = userEvent.setup();
  expect(await screen.findByText("Hub of Noor Haddad")).toBeTruthy();
  expect(screen.queryByRole("button", { name: "Connect a number" })).toBeNull();
  expect(screen.queryByText("Keys on this computer")).toBeNull();
  await user.click(screen.getByRole("button", { name: "Leave…" }));
  const dialog = within(await screen.findByRole("alertdialog"));
  expect(dialog.getByText("What waits for the hub is lost: 1.")).toBeTruthy();
  await user.click(dialog.getByRole("button", { name: "Stay" }));
  expect(town.connection.hub).not.toBeNull();
  await user.click(screen.getByRole("button", { name: "Leave…" }));
  await user.click(within(await screen.findByRole("alertdialog")).getByRole("button", { name: "Leave the hub" }));
  expect(town.connection.hub).toBeNull();
});
