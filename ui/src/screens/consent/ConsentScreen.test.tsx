// @vitest-environment jsdom
import { act, cleanup, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test } from "vitest";

import { openConsent } from "@/app/navigation";
import { ToastArea } from "@/components";
import type { FakeTown } from "@/host/fake/town";
import { forgetToasts, stage } from "@/test/stage";
import ConsentScreen from "./ConsentScreen";

const NOW = new Date(2026, 10, 19, 14, 8).getTime();

beforeEach(() => openConsent("wording"));

afterEach(() => {
  act(forgetToasts);
  cleanup();
});

async function open(prepare: (town: FakeTown) => void = () => {}) {
  const town = stage(
    <>
      <ConsentScreen />
      <ToastArea />
    </>,
    NOW,
    prepare,
  );
  await screen.findByRole("button", { name: /Check the chain now$/u });
  return town;
}

const chain = () => screen.getByRole("button", { name: /Check the chain now$/u });

test("four numbers say who may be written to, who is asked and who withdrew", async () => {
  await open();
  const figures = [...document.querySelectorAll(".figures__one")].map((one) => [
    one.querySelector("dt")?.textContent,
    one.querySelector("dd")?.textContent,
  ]);
  expect(figures).toEqual([
    ["may get offers", "3"],
    ["may be invited", "2"],
    ["waiting for an answer", "3"],
    ["withdrew in 30 days", "2"],
  ]);
  expect(screen.getByRole("tab", { name: /^Pending/u }).textContent).toBe("Pending3");
});

test("the chain is checked by a press; a break is named by its entry", async () => {
  const town = await open();
  expect(chain().textContent).toContain("Chain verified 14:05");
  town.consent.broken = 7;
  await userEvent.click(chain());
  await waitFor(() => expect(chain().textContent).toContain("Broken at entry 7"));
  expect(chain().className).toContain("verified--danger");
  town.consent.broken = null;
  town.consent.signed = false;
  await userEvent.click(chain());
  await waitFor(() => expect(chain().textContent).toContain("Chain holds, not signed"));
});

test("the whole ledger is exported, and it is said where it lies", async () => {
  await open();
  await userEvent.click(screen.getByRole("button", { name: "Export" }));
  await userEvent.click(await screen.findByRole("menuitem", { name: "The whole ledger as CSV" }));
  expect(await screen.findByText("Saved: /home/mira/Downloads/consent-ledger.csv")).toBeDefined();
});

test("an imported list says what came of it, with each line that could not be read", async () => {
  await open();
  const csv =
    "phone,name,purpose,grade,date\n+77001234567,A,offers,B,2026-01-02\nnobody,B,offers,B,2026-01-02\n+77007654321,C,offers,X,2026-01-02\n";
  await userEvent.upload(screen.getByLabelText("List of consents"), new File([csv], "list.csv", { type: "text/csv" }));
  const dialog = within(await screen.findByRole("dialog", { name: "Import a list: list.csv?" }));
  await waitFor(() =>
    expect(dialog.getByRole("button", { name: /^Import/u }).getAttribute("aria-disabled")).toBeNull(),
  );
  await userEvent.click(dialog.getByRole("button", { name: /^Import/u }));
  const result = within(await screen.findByRole("dialog", { name: "The list was imported" }));
  expect(result.getByText("1 line was granted")).toBeDefined();
  const problems = within(result.getByRole("list", { name: "Lines that could not be read" })).getAllByRole("listitem");
  expect(problems.map((line) => line.textContent)).toEqual([
    "Line 3: the phone cannot be read",
    "Line 4: the grade is none of A, B, C, D",
  ]);
});
