// @vitest-environment jsdom
import { cleanup, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test } from "vitest";

import type { Account, Standing as Says } from "@/host/contract";
import { accounts } from "@/host/fake/workspace";
import { stage } from "@/test/stage";
import { Standing } from "./Standing";
import { standingWords } from "./standing-words";
import { Templates } from "./Templates";

const NOW = new Date(2026, 10, 19, 14, 8).getTime();
const HOUR = 3_600_000;

afterEach(cleanup);

function number(...says: Says[]): Account {
  const [first] = accounts;
  if (first === undefined) throw new Error("the made-up workspace has a number");
  return { ...first, standing: says.map((one) => ({ says: one, at: NOW })) };
}

test("what is wrong stands first, with what to do and until when", () => {
  const until = new Date(2026, 10, 20, 9, 30).getTime();
  const restricted: Says = {
    fact: "restriction",
    subject: "RESTRICTED_BIZ_INITIATED_MESSAGING",
    value: "RESTRICTED_BIZ_INITIATED_MESSAGING",
    until,
  };
  stage(<Standing account={number({ fact: "quality", subject: "", value: "GREEN" }, restricted)} />, NOW);
  expect(screen.getByText("no templates")).toBeTruthy();
  expect(screen.getByText("Only people who wrote within 24 hours can be answered.")).toBeTruthy();
  expect(screen.getByText(/until 20 Nov 2026, 09:30/u)).toBeTruthy();
  const names = screen.getAllByText(/^(Restriction|Quality)$/u).map((name) => name.textContent);
  expect(names).toEqual(["Restriction", "Quality"]);
});

test("what is over is not shown, nor is a warning that was taken back", () => {
  const kind = "RESTRICTED_ADD_PHONE_NUMBER_ACTION";
  const over: Says = { fact: "restriction", subject: kind, value: kind, until: NOW - HOUR };
  const back: Says = { fact: "alert", subject: "PROFILE_PICTURE_LOST", value: "WARNING", detail: "NONE" };
  stage(<Standing account={number(over, back)} />, NOW);
  expect(screen.queryByText("Restriction")).toBeNull();
  expect(screen.queryByText("Warning")).toBeNull();
});

test("a limit is a number as people write it, a name says which, and a word that nobody knows is shown as it is", () => {
  const name: Says = { fact: "new_name", subject: "", value: "REJECTED", detail: "Polar Tea House" };
  const odd: Says = { fact: "status", subject: "", value: "ON_THE_MOON" };
  stage(<Standing account={number({ fact: "limit", subject: "", value: "10000" }, name, odd)} />, NOW);
  expect(screen.getByText("10,000")).toBeTruthy();
  expect(screen.getByText("New display name: Polar Tea House")).toBeTruthy();
  expect(screen.getByText("ON_THE_MOON")).toBeTruthy();
});

test("the version of the interface is named with its end, and warned of half a year before", () => {
  const soon = { ...number(), api: { name: "v21.0", ends_at: NOW + 30 * 24 * HOUR } };
  stage(<Standing account={soon} />, NOW);
  expect(screen.getByText(/v21\.0, until .*2026/u)).toBeTruthy();
  expect(screen.getByText("Install a newer Switchboard before that day.")).toBeTruthy();
  cleanup();
  stage(<Standing account={{ ...soon, api: { name: "v25.0", ends_at: NOW + 300 * 24 * HOUR } }} />, NOW);
  expect(screen.queryByText("Install a newer Switchboard before that day.")).toBeNull();
});

test("a critical warning is graver than one for information", () => {
  const told = (value: string): Says => ({ fact: "alert", subject: "OBA_REJECTED", value });
  expect(standingWords(told("CRITICAL")).tone).toBe("danger");
  expect(standingWords(told("INFORMATIONAL")).tone).toBe("plain");
});

test("templates are listed with state, quality and reason, those that cannot be sent first", async () => {
  stage(<Templates account={number()} />, NOW, (town) => {
    const [first, second] = town.offers.offers.map(({ template }) => template);
    if (first === undefined || second === undefined) throw new Error("the made-up town has templates");
    Object.assign(second, { status: "PAUSED", reason: "FIRST_PAUSE", quality: "RED", announced: "marketing" });
  });
  await userEvent.setup().click(await screen.findByRole("button", { name: "Show" }));
  const rows = screen.getAllByRole("listitem").map((row) => row.textContent ?? "");
  expect(rows).toHaveLength(3);
  expect(rows[0]).toMatch(/reply_continue.*goes on after three hours.*tomorrow.*quality low.*paused/u);
  expect(rows[1]).toContain("approved");
  expect(screen.getByText("1 cannot be sent")).toBeTruthy();
});
