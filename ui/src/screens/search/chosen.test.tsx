// @vitest-environment jsdom
import { act, cleanup, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import { openOverlay } from "../../app/navigation";
import { stage } from "../../test/stage";
import { SearchPanel } from "./SearchPanel";

const shown = vi.fn<(line: Element) => void>();
Element.prototype.scrollIntoView = function () {
  if (this.role === "option") shown(this);
};

afterEach(cleanup);

test("the chosen line is brought into view when it is chosen, and stays chosen when others come before it", async () => {
  openOverlay("search");
  const town = stage(<SearchPanel />, 1_800_000_000_000);
  await userEvent.type(screen.getByRole("combobox"), "а");
  await screen.findAllByRole("option");
  await userEvent.keyboard("{ArrowDown}");
  const [, second] = screen.getAllByRole("option");
  expect(shown.mock.lastCall?.[0]).toBe(second);

  shown.mockClear();
  const chosen = second?.textContent;
  // Whoever was found first by then was not found before.
  const [first] = town.chats;
  if (first === undefined) throw new Error("nobody lives in the town");
  town.chats.unshift({ ...first, row: { ...first.row, chat_id: 77, title: "Алия" } });
  act(() => town.changed("messages", []));
  await waitFor(() => expect(screen.getAllByRole("option")[1]?.textContent).not.toBe(chosen));
  expect(shown).not.toHaveBeenCalled();
  expect(screen.getByRole("option", { selected: true }).textContent).toBe(chosen);
});
