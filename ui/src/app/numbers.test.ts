import { expect, test } from "vitest";

import type { Account } from "../host/contract";
import { accounts } from "../host/fake/workspace";
import { numberName } from "./numbers";

function number(id: string, name: string | null, phone: string | null): Account {
  const [like] = accounts;
  if (like === undefined) throw new Error("the made-up workspace has a number");
  return { ...like, account_id: id, name, phone };
}

test("a number is called by its name, and with its phone where two have the same", () => {
  const [london, lisbon] = [number("1", "Polar Tea", "+44 1"), number("2", "Polar Tea", "+351 2")];
  expect(numberName([london, number("2", "Lisboa", "+351 2")], "1")).toBe("Polar Tea");
  expect(numberName([london, lisbon], "2")).toBe("Polar Tea +351 2");
});

test("one without a name is called by its phone, and one that nobody knows by its key", () => {
  expect(numberName([number("1", null, "+44 1")], "1")).toBe("+44 1");
  expect(numberName([], "meta:7")).toBe("meta:7");
});
