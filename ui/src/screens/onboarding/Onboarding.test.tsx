// @vitest-environment jsdom
import { cleanup, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test } from "vitest";

import { useWorkspace } from "@/host/queries";
import type { ConnectFault, DeliveryStatus } from "@/host/contract";
import type { FakeTown } from "@/host/fake/town";
import { forgetToasts, stage } from "@/test/stage";
import { Onboarding } from "./Onboarding";
import { Unlock } from "./Unlock";

const NOW = new Date(2026, 10, 19, 14, 8).getTime();
const TOKEN = "EAAGm0PX4ZCpsBAKZCZCq";
const SECRET = "0123456789abcdef0123456789abcdef";

afterEach(() => {
  cleanup();
  forgetToasts();
});

function FirstRun() {
  const { data: workspace } = useWorkspace();
  if (workspace === undefined) return null;
  if (workspace.vault === "locked") return <Unlock workspace={workspace} />;
  return workspace.first_run === null ? <p>The inbox</p> : <Onboarding workspace={workspace} />;
}

function open(prepare: (town: FakeTown) => void = () => {}): FakeTown {
  return stage(<FirstRun />, NOW, (town) => {
    town.connection.firstRun = "choose";
    prepare(town);
  });
}

const heading = (name: string) => screen.findByRole("heading", { level: 1, name });

/** The provider tells how far the newest answer came. */
function reaches(town: FakeTown, status: DeliveryStatus) {
  const chat = town.chats.find(({ row }) => row.last?.ours === true && row.last.words.endsWith("!!"));
  if (chat?.row.last == null) throw new Error("nobody was answered");
  chat.row = { ...chat.row, last: { ...chat.row.last, status } };
  town.changed("chats", [chat.row.chat_id]);
}

/** From the first screen to the two values, by keys alone. */
async function toValues() {
  const user = userEvent.setup();
  await heading("How do you want to connect?");
  await user.keyboard("2{Enter}");
  await heading("Paste two values");
  return user;
}

async function paste(user: ReturnType<typeof userEvent.setup>, token: string, secret: string) {
  await user.paste(token);
  await user.tab();
  await user.paste(secret);
  await user.keyboard("{Enter}");
}

test("a backup of another computer is restored by keys, the newest that is whole first", async () => {
  const town = open((made) => {
    const file = { bytes: 612_000_000, made_at: NOW - 60_000, sandbox: false, fault: null };
    made.connection.backups.found = [
      { ...file, name: "cut.switchboard-backup", made_at: null, fault: "damaged" },
      { ...file, name: "town.switchboard-backup", sandbox: true },
      { ...file, name: "tea.switchboard-backup" },
    ];
  });
  await heading("How do you want to connect?");
  const user = userEvent.setup();
  await user.keyboard("4{Enter}");
  await heading("Restore a backup");
  const tea = await screen.findByRole<HTMLInputElement>("radio", { name: /tea/u });
  expect(tea.checked).toBe(true);
  await user.keyboard("{Enter}");
  expect(await screen.findByText("The inbox")).toBeTruthy();
  expect(town.connection.backups.restored?.made_at).toBe(NOW - 60_000);
});

test("a sandbox's backup is not proposed, and is chosen by keys behind a damaged one", async () => {
  const town = open((made) => {
    const file = { bytes: 612_000_000, made_at: NOW - 60_000, sandbox: false, fault: null };
    made.connection.backups.found = [
      { ...file, name: "cut.switchboard-backup", made_at: null, fault: "damaged" },
      { ...file, name: "town.switchboard-backup", sandbox: true },
    ];
  });
  await heading("How do you want to connect?");
  const user = userEvent.setup();
  await user.keyboard("4{Enter}");
  await heading("Restore a backup");
  expect((await screen.findByRole<HTMLInputElement>("radio", { name: /town/u })).checked).toBe(false);
  await user.keyboard(" {Enter}");
  expect(await screen.findByText("The inbox")).toBeTruthy();
  expect(town.connection.backups.restored?.made_at).toBe(NOW - 60_000);
});

test("a restore that failed is said where another one is chosen", async () => {
  open((made) => {
    made.connection.backups.failed = { code: "storage", retry: { retry: "never" } };
  });
  await heading("How do you want to connect?");
  await userEvent.setup().keyboard("4{Enter}");
  const told = await screen.findByRole("alert");
  expect(told.textContent).toMatch(/The backup was not restored\. .*Free some space on the disk/u);
});

test("where no backup lies it is said where to put one", async () => {
  open();
  await heading("How do you want to connect?");
  const user = userEvent.setup();
  await user.keyboard("4{Enter}");
  expect(await screen.findByText(/Copy the file into \/home\/noor\/Downloads/u)).toBeTruthy();
  expect(screen.getByRole("button", { name: "Look again" })).toBeTruthy();
});

test("a hub is joined by its code, and a wrong one is said at the field", async () => {
  const town = open();
  await heading("How do you want to connect?");
  const user = userEvent.setup();
  await user.keyboard("3{Enter}");
  await heading("Paste the code of the hub");
  await user.paste("hub.polartea.example");
  await user.keyboard("{Enter}");
  expect(await screen.findByText(/The hub does not take this code/u)).toBeTruthy();
  expect(document.activeElement).toBe(screen.getByLabelText("Code"));
  await user.clear(screen.getByLabelText("Code"));
  await user.paste(town.connection.code);
  await user.keyboard("{Enter}");
  expect(await screen.findByText("The inbox")).toBeTruthy();
});

test("without a keyring a window is paired under a passphrase", async () => {
  const town = open((made) => (made.connection.hasKeyring = false));
  await heading("How do you want to connect?");
  const user = userEvent.setup();
  await user.keyboard("3{Enter}");
  await heading("Paste the code of the hub");
  await user.paste(town.connection.code);
  await user.keyboard("{Enter}");
  await user.click(await screen.findByLabelText("Passphrase"));
  await user.paste("steeped for three minutes");
  await user.tab();
  await user.paste("steeped for three minutes");
  await user.keyboard("{Enter}");
  expect(await screen.findByText("The inbox")).toBeTruthy();
  expect(town.connection.vault).toBe("open");
});

test("the sandbox is one key away", async () => {
  open();
  await heading("How do you want to connect?");
  await userEvent.keyboard("{Enter}");
  expect(await screen.findByText("The inbox")).toBeTruthy();
});

test("by keys alone: Meta, two values, a tunnel, the first message and its answer", async () => {
  const town = open();
  const user = await toValues();
  await paste(user, TOKEN, SECRET);
  await heading("The values work");
  expect(screen.getByText("+44 20 7946 0841 · Polar Tea Ltd")).toBeTruthy();
  await user.keyboard("{Enter}");
  await heading("Let messages in");
  await user.keyboard("{Enter}");
  await heading("Let messages in");
  while (document.activeElement?.textContent !== "Open the tunnel") await user.tab();
  await user.keyboard("{Enter}");
  expect(await screen.findByText("Meta verified the address")).toBeTruthy();
  expect(screen.getByText("Nothing signed has arrived yet")).toBeTruthy();
  while (document.activeElement?.textContent?.startsWith("Continue") !== true) await user.tab();
  await user.keyboard("{Enter}");
  await heading("Your first message is here");
  const before = town.chats.flatMap(({ items }) => items).length;
  await user.keyboard("!!{Enter}");
  expect(await screen.findByText("Your answer is on its way")).toBeTruthy();
  reaches(town, "failed");
  expect(await screen.findByText(/The answer did not get through/u)).toBeTruthy();
  reaches(town, "delivered");
  expect(await screen.findByText(/Answered/u)).toBeTruthy();
  expect(town.chats.flatMap(({ items }) => items)).toHaveLength(before + 1);
  await user.keyboard("{Enter}");
  expect(await screen.findByText("The inbox")).toBeTruthy();
});

test("by keys alone: a number moves to a hub, where its first message is answered", async () => {
  const town = open();
  const user = await toValues();
  await paste(user, TOKEN, SECRET);
  await heading("The values work");
  await user.keyboard("{Enter}");
  await heading("Let messages in");
  const to = async (name: string) => {
    while (document.activeElement?.getAttribute("value") !== name) await user.tab();
  };
  await to("tunnel");
  await user.keyboard("{ArrowDown}{ArrowDown}");
  expect(screen.getByText(/switchboard-hub serve .*--consoles/u)).toBeTruthy();
  while (document.activeElement !== screen.getByLabelText("Public address of the hub")) await user.tab();
  await user.paste("https://hub.polartea.example");
  await user.keyboard("{Enter}");
  expect(await screen.findByText("Meta verified the address")).toBeTruthy();
  expect(screen.getByRole("button", { name: /Continue/u }).getAttribute("aria-disabled")).toBe("true");
  while (document.activeElement !== screen.getByLabelText("Code")) await user.tab();
  await user.paste("hub.polartea.example");
  await user.keyboard("{Enter}");
  expect(await screen.findByText(/The hub does not take this code/u)).toBeTruthy();
  await user.clear(screen.getByLabelText("Code"));
  await user.paste(town.connection.code);
  await user.keyboard("{Enter}");
  await heading("Your first message is here");
  expect(screen.queryByRole("button", { name: "Back" })).toBeNull();
  await user.keyboard("!!{Enter}");
  expect(await screen.findByText("Your answer is on its way")).toBeTruthy();
  reaches(town, "read");
  expect(await screen.findByText(/Answered/u)).toBeTruthy();
  await user.keyboard("{Enter}");
  expect(await screen.findByText("The inbox")).toBeTruthy();
});

test("each fault is said at the field where it is mended, and that field has the focus", async () => {
  const faults: [ConnectFault, string][] = [
    [{ fault: "token_expired" }, "Access token"],
    [{ fault: "permission_missing", permission: "whatsapp_business_messaging" }, "Access token"],
    [{ fault: "no_account" }, "Access token"],
    [{ fault: "secret_broken" }, "App secret"],
    [{ fault: "secret_of_another_app" }, "App secret"],
  ];
  for (const [fault, label] of faults) {
    open((town) => (town.connection.fault = fault));
    const user = await toValues();
    await paste(user, TOKEN, SECRET);
    const field = screen.getByLabelText(label);
    await expect.poll(() => field.getAttribute("aria-invalid")).toBe("true");
    expect(document.activeElement).toBe(field);
    expect(screen.getByLabelText("Access token")).toHaveProperty("value", TOKEN);
    cleanup();
  }
});

test("back leads through every step, and values that work need not be pasted again", async () => {
  open();
  const user = await toValues();
  await paste(user, TOKEN, SECRET);
  await heading("The values work");
  await user.keyboard("{Enter}");
  await heading("Let messages in");
  for (const title of ["The values work", "Paste two values", "How do you want to connect?"]) {
    await user.click(screen.getByRole("button", { name: "Back" }));
    await heading(title);
  }
  await user.keyboard("2{Enter}");
  await heading("Paste two values");
  expect(screen.getByText("Values that work are kept already. Others take their place.")).toBeTruthy();
  await user.keyboard("{Enter}");
  expect(await heading("Let messages in")).toBeTruthy();
});

test("a start in the middle goes on at the webhook, and says how to get what opens tunnels", async () => {
  open((town) => {
    town.connection.firstRun = "receive";
    town.connection.hasTunnel = false;
  });
  await heading("Let messages in");
  await userEvent.click(await screen.findByRole("button", { name: "Open the tunnel" }));
  expect(await screen.findByText("cloudflared is not on this computer")).toBeTruthy();
  expect(screen.getByText("github.com/cloudflare/cloudflared/releases")).toBeTruthy();
});

test("a wrong signature is said, with the way to the secret; a right one is the green light", async () => {
  const town = open((prepared) => {
    prepared.connection.firstRun = "receive";
    prepared.connection.webhook = { ...prepared.connection.webhook, forged: NOW - 1_000, signed: NOW - 2_000 };
  });
  await screen.findByText("Signature does not match");
  await userEvent.click(screen.getByRole("button", { name: "Fix in step 2" }));
  await heading("Paste two values");
  await userEvent.click(screen.getByRole("button", { name: "Keep the values" }));
  await heading("Let messages in");
  town.connection.webhook = { ...town.connection.webhook, signed: NOW };
  await expect.poll(() => screen.queryByText("Signature does not match"), { timeout: 3_000 }).toBeNull();
  expect(document.querySelector(".light__row--ok")?.textContent).toContain("A signed event arrived");
});

test("an address of one's own shows what is to be copied, and is told to Meta", async () => {
  open((town) => (town.connection.firstRun = "receive"));
  await heading("Let messages in");
  const user = userEvent.setup();
  await user.click(await screen.findByRole("radio", { name: /An address of your own/u }));
  await user.type(screen.getByLabelText("Public address"), "https://polar-tea.example/");
  expect(screen.getByText("https://polar-tea.example/webhooks/meta")).toBeTruthy();
  expect(screen.getByText("http://127.0.0.1:40961")).toBeTruthy();
  expect(screen.queryByText("3f1c0d9ab27e4c58")).toBeNull();
  await user.click(screen.getByRole("button", { name: "Show" }));
  expect(screen.getByText("3f1c0d9ab27e4c58")).toBeTruthy();
  await user.type(screen.getByLabelText("Public address"), "{Enter}");
  expect(await screen.findByText("Meta verified the address")).toBeTruthy();
});

test("without a keyring a passphrase is asked for, twice the same, and the values are not lost", async () => {
  const town = open((prepared) => (prepared.connection.hasKeyring = false));
  const user = await toValues();
  await paste(user, TOKEN, SECRET);
  await screen.findByText(/There is no keyring/u);
  const first = await screen.findByLabelText("Passphrase");
  await expect.poll(() => document.activeElement).toBe(first);
  await user.keyboard("steeped twice{Tab}steeped once{Enter}");
  expect(screen.getByText("The two are not the same")).toBeTruthy();
  expect(town.connection.vault).toBe("none");
  await user.keyboard("{Control>}a{/Control}steeped twice{Enter}");
  await heading("The values work");
  expect(town.connection.passphrase).toBe("steeped twice");
  expect(screen.getByText(/in a file under your passphrase/u)).toBeTruthy();
});

test("a locked vault is opened before anything else, and a wrong passphrase is said", async () => {
  open((town) => {
    town.connection.firstRun = null;
    town.connection.vault = "locked";
    town.connection.passphrase = "steeped twice";
  });
  const user = userEvent.setup();
  await heading("Open the vault");
  const field = screen.getByLabelText("Passphrase");
  expect(document.activeElement).toBe(field);
  await user.keyboard("steeped once{Enter}");
  await expect.poll(() => field.getAttribute("aria-invalid")).toBe("true");
  // What was wrong is selected, so that the next word takes its place.
  await user.keyboard("steeped twice{Enter}");
  expect(await screen.findByText("The inbox")).toBeTruthy();
});
