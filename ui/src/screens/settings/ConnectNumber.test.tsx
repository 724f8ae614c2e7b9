// @vitest-environment jsdom
import { cleanup, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test } from "vitest";

import { ToastArea } from "@/components";
import type { ConnectFault } from "@/host/contract";
import type { FakeTown } from "@/host/fake/town";
import { forgetToasts, stage } from "@/test/stage";
import { ConnectNumber } from "./ConnectNumber";

const NOW = new Date(2026, 10, 19, 14, 8).getTime();
const TOKEN = "EAAGm0PX4ZCpsBAKZCZCq";
const SECRET = "0123456789abcdef0123456789abcdef";

const FAULTS: ConnectFault[] = [
  { fault: "token_broken" },
  { fault: "secret_broken" },
  { fault: "token_unknown" },
  { fault: "token_expired" },
  { fault: "token_revoked" },
  { fault: "secret_of_another_app" },
  { fault: "permission_missing", permission: "whatsapp_business_messaging" },
  { fault: "no_account" },
  { fault: "no_number" },
  { fault: "not_registered", phone: "+44 20 7946 0841" },
];

afterEach(() => {
  cleanup();
  forgetToasts();
});

function open(prepare: (town: FakeTown) => void = () => {}) {
  let closed = false;
  stage(
    <>
      <ConnectNumber isOpen onClose={() => (closed = true)} />
      <ToastArea />
    </>,
    NOW,
    prepare,
  );
  return { isClosed: () => closed };
}

async function paste(token: string, secret: string) {
  const user = userEvent.setup();
  await user.click(screen.getByLabelText("Access token"));
  await user.paste(token);
  await user.click(screen.getByLabelText("App secret"));
  await user.paste(secret);
  await user.keyboard("{Control>}{Enter}{/Control}");
  return user;
}

test("two values are enough: what they open is shown, then it is connected", async () => {
  const dialog = open();
  const user = await paste(TOKEN, SECRET);
  expect(await screen.findByText("Polar Tea console")).toBeTruthy();
  expect(screen.getByText("+44 20 7946 0841 · Polar Tea Ltd")).toBeTruthy();
  expect(screen.getByText("not registered")).toBeTruthy();
  expect(screen.queryByText(/This token ends/u)).toBeNull();
  await user.keyboard("{Control>}{Enter}{/Control}");
  expect(await screen.findByText("Number connected")).toBeTruthy();
  expect(dialog.isClosed()).toBe(true);
});

test("a token that ends says when, before it is taken", async () => {
  open((town) => (town.connection.opened = { ...town.connection.opened, expires_at: NOW + 3_600_000 }));
  await paste(TOKEN, SECRET);
  expect(await screen.findByText(/This token ends: Thursday, 19 November 2026, 15:08/u)).toBeTruthy();
});

test("each fault has a sentence of its own, and the values can be mended", async () => {
  const told = new Set<string>();
  for (const fault of FAULTS) {
    open((town) => (town.connection.fault = fault));
    await paste(TOKEN, SECRET);
    told.add((await screen.findByRole("alert")).textContent);
    expect(screen.getByLabelText("Access token")).toHaveProperty("value", TOKEN);
    cleanup();
  }
  open();
  await paste(SECRET, TOKEN);
  told.add((await screen.findByRole("alert")).textContent);
  expect(told.size).toBe(FAULTS.length + 1);
  expect([...told].filter((words) => words.includes("whatsapp_business_messaging"))).toHaveLength(1);
});

test("without a keyring the values go into a vault", async () => {
  let town: FakeTown | null = null;
  const dialog = open((prepared) => {
    town = prepared;
    prepared.connection.hasKeyring = false;
  });
  const user = await paste(TOKEN, SECRET);
  await screen.findByText("Polar Tea console");
  await user.keyboard("{Control>}{Enter}{/Control}");
  const first = await screen.findByLabelText("Passphrase");
  await expect.poll(() => document.activeElement).toBe(first);
  await user.keyboard("steeped twice{Tab}steeped twice{Control>}{Enter}{/Control}");
  expect(await screen.findByText("Number connected")).toBeTruthy();
  expect(dialog.isClosed()).toBe(true);
  expect((town as FakeTown | null)?.connection.passphrase).toBe("steeped twice");
});
