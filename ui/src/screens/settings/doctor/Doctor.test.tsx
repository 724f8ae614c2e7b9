// @vitest-environment jsdom
import { cleanup, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test } from "vitest";

import type { Fault, LoopOutcome } from "@/host/contract";
import { HostError } from "@/host/host";
import type { FakeTown } from "@/host/fake/town";
import { forgetToasts, stage } from "@/test/stage";
import { Doctor } from "./Doctor";

const NOW = new Date(2026, 10, 19, 14, 8).getTime();
const THEIRS = "https://theirs.example/hook";

afterEach(() => {
  cleanup();
  forgetToasts();
});

async function check(...faults: Fault[]) {
  const made: FakeTown[] = [];
  stage(<Doctor accounts={[]} />, NOW, (town) => {
    made.push(town);
    town.connection.findings = faults.map((fault) => ({ fault, severity: "broken", account_id: null }));
  });
  expect(await screen.findByText(/Not checked since the start/)).toBeTruthy();
  const user = userEvent.setup();
  await user.click(screen.getByRole("button", { name: "Check now" }));
  return { user, connection: made[0]?.connection };
}

test("a healthy connection is said to be one", async () => {
  await check();
  expect(await screen.findByText("Nothing is wrong")).toBeTruthy();
});

test("a fault is named with what to do and what belongs to it", async () => {
  await check({ fault: "callback_elsewhere", address: THEIRS }, { fault: "clock_off", ahead: -600_000 });
  expect(await screen.findByText("Meta delivers webhooks elsewhere")).toBeTruthy();
  expect(screen.getByText(THEIRS)).toBeTruthy();
  expect(screen.getByText(/10 min behind/)).toBeTruthy();
  expect(screen.queryByText("Nothing is wrong")).toBeNull();
});

test("an address that was set elsewhere is set again from here, and everything is looked at anew", async () => {
  const { user, connection } = await check({ fault: "callback_elsewhere", address: THEIRS });
  connection?.lead({ way: "address", url: "https://hub.polartea.example" });
  const set = await screen.findByRole("button", { name: "Set it again" }, { timeout: 3_000 });
  if (connection !== undefined) connection.findings = [];
  await user.click(set);
  expect(await screen.findByText("Nothing is wrong")).toBeTruthy();
});

test("an address that cannot be set is said where it was asked for", async () => {
  const { user, connection } = await check({ fault: "callback_elsewhere", address: THEIRS });
  connection?.lead({ way: "address", url: "https://hub.polartea.example" });
  const set = await screen.findByRole("button", { name: "Set it again" }, { timeout: 3_000 });
  if (connection !== undefined) {
    connection.lead = () => {
      throw new HostError({ code: "storage", retry: { retry: "never" } });
    };
  }
  await user.click(set);
  expect(await screen.findByText(/cannot be reached|does not answer|disk/)).toBeTruthy();
});

async function sendsTest(loop: LoopOutcome) {
  stage(<Doctor accounts={[]} />, NOW, (town) => {
    town.connection.loop = loop;
  });
  await userEvent.setup().click(await screen.findByRole("button", { name: "Send a test" }));
}

test("a test of the whole loop says how long it took, and changes nothing that was found", async () => {
  await sendsTest({ outcome: "arrived", milliseconds: 84 });
  expect(await screen.findByText("The test came in")).toBeTruthy();
  expect(screen.getByText(/It took 84 ms/)).toBeTruthy();
  expect(screen.getByText("https://hub.polartea.example/webhooks/meta")).toBeTruthy();
  expect(screen.getByText(/Not checked since the start/)).toBeTruthy();
});

test("a test that was turned away on the way says by what", async () => {
  await sendsTest({ outcome: "not_passed_on", status: 403 });
  expect(await screen.findByText("The test was not passed on")).toBeTruthy();
  expect(screen.getByText(/The answer was 403/)).toBeTruthy();
});
