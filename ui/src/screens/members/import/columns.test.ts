import { expect, test } from "vitest";

import type { ListColumn } from "../../../host/contract";
import { columnOf, idOf, namesSomebody } from "./columns";

test("every meaning of a column is an option and comes back from it", () => {
  const columns: ListColumn[] = [
    { column: "ignored" },
    { column: "name" },
    { column: "phone" },
    { column: "username" },
    { column: "user_id" },
    { column: "labels" },
    { column: "attribute", attribute: 65_536 },
    { column: "new_attribute" },
  ];
  expect(columns.map((column) => columnOf(idOf(column)))).toEqual(columns);
  expect(columnOf("attribute:x")).toEqual({ column: "ignored" });
});

test("a name or a username says nobody for certain", () => {
  expect(namesSomebody([{ column: "name" }, { column: "username" }])).toBe(false);
  expect(namesSomebody([{ column: "name" }, { column: "user_id" }])).toBe(true);
});
