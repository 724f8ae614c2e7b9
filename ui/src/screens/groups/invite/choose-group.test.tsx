// @vitest-environment jsdom
import { cleanup, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test } from "vitest";

import { stage } from "@/test/stage";
import { InvitePeople } from "./InvitePeople";

const NOW = new Date(2026, 10, 26, 14, 8).getTime();

afterEach(cleanup);

test("a screen reader hears which of the groups the arrows are on, and Enter picks that one", async () => {
  stage(<InvitePeople people={[5]} onClose={() => {}} />, NOW);
  const field = await screen.findByRole("combobox", { name: "Search groups" });
  const options = await screen.findAllByRole("option");
  const on = () => document.getElementById(field.getAttribute("aria-activedescendant") ?? "");
  expect(on()).toBe(options[0]);
  await userEvent.type(field, "{ArrowDown}");
  expect(on()).toBe(options[1]);
  expect(options.map((option) => option.getAttribute("aria-selected"))).toEqual(
    options.map((_, at) => String(at === 1)),
  );
  expect(field.getAttribute("aria-controls")).toBe(screen.getByRole("listbox", { name: "Groups" }).id);
  await userEvent.type(field, "{Enter}");
  await waitFor(() => expect(screen.queryByRole("combobox", { name: "Search groups" })).toBeNull());
});
