// @vitest-environment jsdom
import { cleanup, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test } from "vitest";

import type { SegmentCondition } from "@/host/contract";
import type { FakeTown } from "@/host/fake/town";
import { stage } from "@/test/stage";
import { SegmentDialog } from "./SegmentDialog";

const NOW = new Date(2026, 10, 19, 14, 8).getTime();

afterEach(cleanup);

const SPENT = 4;

/** The dialog of a segment that asks this. */
async function open(conditions: SegmentCondition[], prepare: (town: FakeTown) => void = () => {}) {
  const town = stage(<SegmentDialog segment={9} />, NOW, (made) => {
    made.members.attributes = [
      ...made.members.attributes,
      { attribute_id: SPENT, name: "Spent", kind: { kind: "number" } },
    ];
    made.members.segments = [{ segment_id: 9, name: "Asked", conditions }];
    prepare(made);
  });
  await screen.findByRole("dialog", { name: "Change the segment" });
  return town;
}

const save = () => screen.getByRole("button", { name: /^Save/u });
const pick = async (control: RegExp, option: string) => {
  await userEvent.click(screen.getByRole("button", { name: control }));
  await userEvent.click(await screen.findByRole("option", { name: option }));
};

test("a number is read as the language writes it, and what is none is said at the field and not saved", async () => {
  const town = await open([{ condition: "attribute", attribute_id: SPENT, value: null }]);
  await pick(/How it stands/u, "is more than");
  const field = screen.getByRole("textbox", { name: "Value" });
  await userEvent.type(field, "14,5");
  expect(screen.getByText("A number, like 1,500.5")).toBeDefined();
  expect(save().getAttribute("aria-disabled")).toBe("true");
  await userEvent.clear(field);
  await userEvent.type(field, "1,500.5");
  await userEvent.click(save());
  const kept = { condition: "attribute", attribute_id: SPENT, value: "1500.5", relation: "above" };
  await waitFor(() => expect(town.members.segments[0]?.conditions).toEqual([kept]));
});

test("a label that is gone is shown as gone and is not replaced by another", async () => {
  const town = await open([{ condition: "label", label_id: 77 }]);
  expect(await screen.findByRole("button", { name: /This label is gone/u })).toBeDefined();
  expect(save().getAttribute("aria-disabled")).toBe("true");
  expect(town.members.segments[0]?.conditions).toEqual([{ condition: "label", label_id: 77 }]);
});

test("a group is found by its name among all", async () => {
  const town = await open([{ condition: "group", chat_id: 0 }]);
  expect(save().getAttribute("aria-disabled")).toBe("true");
  await userEvent.click(screen.getByRole("button", { name: "Group: choose a group…" }));
  const [, group] = town.groups.groups;
  const subject = group?.row.subject ?? "";
  await userEvent.type(await screen.findByRole("combobox", { name: "Find a group" }), subject);
  const list = within(screen.getByRole("listbox", { name: "Find a group" }));
  await userEvent.click(await list.findByRole("option", { name: subject }));
  await screen.findByRole("button", { name: `Group: ${subject}` });
  await userEvent.click(save());
  await waitFor(() =>
    expect(town.members.segments[0]?.conditions).toEqual([{ condition: "group", chat_id: group?.row.chat_id }]),
  );
});
