// @vitest-environment jsdom
import { cleanup, screen } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";

import type { FakeTown } from "@/host/fake/town";
import { stage } from "@/test/stage";
import { NumberTag } from "./NumberTag";

const NOW = new Date(2026, 10, 27, 14, 8).getTime();

afterEach(cleanup);

/** The workspace has a number in Lisbon, too. */
function twoNumbers(town: FakeTown): void {
  town.accounts = town.accounts.flatMap((account) => [
    account,
    { ...account, account_id: "lisbon", name: "Polar Tea Lisboa", phone: "+351 21 555 0101" },
  ]);
}

test("of several numbers it is said which one something belongs to", async () => {
  stage(<NumberTag account="lisbon" />, NOW, twoNumbers);
  expect(await screen.findByText("Polar Tea Lisboa")).toBeTruthy();
  expect(screen.getByText("at number")).toBeTruthy();
});

test("where there is one number only, nothing is said", async () => {
  stage(
    <>
      <NumberTag account="fake" />
      <p>Here</p>
    </>,
    NOW,
  );
  await screen.findByText("Here");
  expect(screen.queryByText("Polar Tea")).toBeNull();
});
