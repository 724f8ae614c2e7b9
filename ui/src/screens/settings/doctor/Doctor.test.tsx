// @vitest-environment jsdom
import { cleanup, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test } from "vitest";

import { ToastArea } from "@/components";
import type { Fault, LoopOutcome } from "@/host/contract";
import { HostError } from "@/host/host";
import type { FakeTown } from "@/host/fake/town";
import { accounts } from "@/host/fake/workspace";
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

test("of several numbers a fault says which it is about, and one of all numbers does not", async () => {
  const [first] = accounts;
  if (first === undefined) throw new Error("the made-up workspace has a number");
  const lisbon = { ...first, account_id: "lisbon", name: "Polar Tea Lisboa", phone: "+351 21 555 0101" };
  stage(<Doctor accounts={[first, lisbon]} />, NOW, (town) => {
    town.connection.findings = [
      { fault: { fault: "not_registered" }, severity: "broken", account_id: "lisbon" },
      { fault: { fault: "callback_elsewhere", address: THEIRS }, severity: "broken", account_id: null },
    ];
  });
  await userEvent.click(await screen.findByRole("button", { name: "Check now" }));
  expect(await screen.findByText("Polar Tea Lisboa: The number is not registered")).toBeTruthy();
  expect(screen.getByText("Meta delivers webhooks elsewhere")).toBeTruthy();
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

test("an unusual silence says since when, how much is missing and what to do", async () => {
  await check({ fault: "silent", silence: { since: NOW - 3_600_000, usual: 12 } });
  expect(await screen.findByText("It is unusually quiet")).toBeTruthy();
  expect(screen.getByText(/Send a message from your phone/)).toBeTruthy();
  expect(screen.getByText(/usually about 12 webhooks/)).toBeTruthy();
});

test("how much of the daily limit is used is said, and that calls were held back only where they were", async () => {
  const { user, connection } = await check();
  expect(await screen.findByText("447 of 100,000 used")).toBeTruthy();
  expect(screen.queryByText("Fewer calls asked for")).toBeNull();
  if (connection !== undefined) connection.counted = { written_first: 1, rate_limited: 3 };
  await user.click(screen.getByRole("button", { name: "Check now" }));
  expect(await screen.findByText("Fewer calls asked for")).toBeTruthy();
});

test("the log is saved, and where it lies is said", async () => {
  stage(
    <>
      <Doctor accounts={[]} />
      <ToastArea />
    </>,
    NOW,
  );
  await userEvent.setup().click(await screen.findByRole("button", { name: "Save log" }));
  expect(await screen.findByText("Saved: /home/noor/switchboard-log.txt")).toBeTruthy();
});
