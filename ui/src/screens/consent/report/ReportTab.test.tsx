// @vitest-environment jsdom
import { cleanup, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test } from "vitest";

import type { ConsentReport } from "@/host/contract";
import type { FakeTown } from "@/host/fake/town";
import { HostError } from "@/host/host";
import { stage } from "@/test/stage";
import { countMonth } from "./counts";
import { ReportTab } from "./ReportTab";

const NOW = new Date(2026, 10, 19, 14, 8).getTime();

afterEach(cleanup);

const REPORT: ConsentReport = {
  coverage: [
    { purpose: "service_replies", people: 900, waiting: 0, stale: 0 },
    { purpose: "offers", people: 1284, waiting: 31, stale: 207 },
  ],
  withdrawals: [
    { day: "2026-11-19", causes: { keyword: 1, button: 1 } },
    { day: "2026-11-04", causes: { keyword: 4 } },
  ],
};

function open(report: ConsentReport, prepare: (town: FakeTown) => void = () => {}) {
  stage(<ReportTab />, NOW, (town) => {
    town.answers.consent_report = () => report;
    prepare(town);
  });
}

async function rowsOf(name: string): Promise<string[][]> {
  const rows = within(await screen.findByRole("table", { name })).getAllByRole("row");
  return rows.map((row) => [...row.children].map((cell) => cell.textContent));
}

test("each purpose says who may be written to, who is asked and whose word is old; replies are left out", async () => {
  open(REPORT);
  expect(await rowsOf("People by purpose")).toEqual([
    ["Purpose", "May be written to", "Waiting for an answer", "Older than a year"],
    ["Offers and news", "1,284", "31", "207"],
  ]);
  expect(screen.getByText(/said so more than a year ago\. It still counts/u)).toBeDefined();
});

test("withdrawals are counted by day and by cause, the newest day and the most frequent cause first", async () => {
  open(REPORT);
  expect(await rowsOf("Withdrawals of the last 30 days")).toEqual([
    ["Day", "All", "Keyword", "Button"],
    ["Today", "2", "1", "1"],
    ["4 November", "4", "4", "0"],
    ["Together", "6", "5", "1"],
  ]);
  expect(screen.getByText("6 withdrawals")).toBeDefined();
  expect(screen.getByText(/Most often: Keyword \(5\)\. Most on one day: 4 November \(4\)\./u)).toBeDefined();
});

test("the bar of a day is as long as its part of the fullest day", async () => {
  open(REPORT);
  await screen.findByText("6 withdrawals");
  const bars = [...document.querySelectorAll<HTMLElement>(".tally__bar")];
  expect(bars.map((bar) => bar.style.width)).toEqual(["50%", "100%"]);
});

test("where nobody left there is no table of zeros", async () => {
  open({ ...REPORT, withdrawals: [] });
  expect(await screen.findByText("Nobody opted out")).toBeDefined();
  expect(screen.getAllByRole("table")).toHaveLength(1);
});

test("a report that cannot be read says why, and is read again by a press", async () => {
  let broken = true;
  open(REPORT, (town) => {
    town.answers.consent_report = () => {
      if (broken) throw new HostError({ code: "storage", retry: { retry: "never" } });
      return REPORT;
    };
  });
  expect(await screen.findByText("The report could not be read")).toBeDefined();
  expect(screen.getByText(/^Switchboard cannot write to its database\./u)).toBeDefined();
  broken = false;
  await userEvent.click(screen.getByRole("button", { name: "Try again" }));
  expect(await screen.findByText("6 withdrawals")).toBeDefined();
});

test("of more than five causes the rarest share a column, and none is lost", () => {
  const five = { keyword: 6, button: 5, provider: 4, operator: 3, call: 2 } as const;
  expect(countMonth([{ day: "2026-11-19", causes: five }]).columns).toEqual(Object.keys(five));
  const six = countMonth([{ day: "2026-11-19", causes: { ...five, message: 1 } }]);
  expect(six.columns).toEqual(["keyword", "button", "provider", "operator", "rest"]);
  expect(six.all).toEqual({ total: 21, causes: { keyword: 6, button: 5, provider: 4, operator: 3, rest: 3 } });
  expect(six.days[0]?.causes.rest).toBe(3);
});

test("the made-up core counts withdrawals by day, and grants that are older than a year", () => {
  const town = stage(null, NOW, ({ consent }) => {
    consent.ledger = consent.ledger.map((line) =>
      line.purpose === "order_updates" && line.name === "Анна Корнеева"
        ? { ...line, at: NOW - 366 * 86_400_000 }
        : line,
    );
  });
  const { coverage, withdrawals } = town.answers.consent_report({});
  expect(withdrawals).toEqual([
    { day: "2026-11-19", causes: { keyword: 1 } },
    { day: "2026-11-18", causes: { provider: 1 } },
  ]);
  expect(coverage.find(({ purpose }) => purpose === "order_updates")).toMatchObject({ stale: 1 });
  expect(coverage.find(({ purpose }) => purpose === "offers")).toMatchObject({ people: 3, stale: 0 });
});
