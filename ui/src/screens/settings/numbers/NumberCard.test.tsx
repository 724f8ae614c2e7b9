// @vitest-environment jsdom
import { cleanup, screen } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";

import type { Finding } from "@/host/contract";
import { accounts } from "@/host/fake/workspace";
import { stage } from "@/test/stage";
import { NumberCard } from "./NumberCard";

const NOW = new Date(2026, 10, 19, 14, 8).getTime();

afterEach(cleanup);

async function card(isAlone: boolean, ...of: (string | null)[]) {
  const [account] = accounts;
  if (account === undefined) throw new Error("the made-up workspace has a number");
  const findings = of.map((account_id): Finding => ({
    fault: { fault: "not_registered" },
    severity: "broken",
    account_id,
  }));
  stage(<NumberCard account={account} isAlone={isAlone} isBack={false} onProfile={() => {}} />, NOW, (town) => {
    town.connection.findings = findings;
    town.connection.examine(NOW);
  });
  await screen.findByText("Receiving");
  return account;
}

test("of several numbers each says in its own card what is wrong with it and what to do", async () => {
  await card(false, accounts[0]?.account_id ?? "");
  expect(await screen.findAllByText("The number is not registered")).toHaveLength(2);
  expect(screen.getByText(/Register it in WhatsApp Manager/)).toBeTruthy();
  expect(screen.queryByText("connected")).toBeNull();
});

test("what is wrong with another number or with all is not said of this one", async () => {
  await card(false, "meta:other", null);
  expect(screen.getByText("connected")).toBeTruthy();
  expect(screen.queryByText("The number is not registered")).toBeNull();
});

test("the only number says it once, and what to do stands with the rest", async () => {
  await card(true, accounts[0]?.account_id ?? "");
  expect(await screen.findAllByText("The number is not registered")).toHaveLength(1);
});
