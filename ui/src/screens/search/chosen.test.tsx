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

test("the chosen line is brought into view when it is chosen, not when what stands around it is read anew", async () => {
  openOverlay("search");
  const town = stage(<SearchPanel />, 1_800_000_000_000);
  await userEvent.type(screen.getByRole("combobox"), "а");
  await screen.findAllByRole("option");
  await userEvent.keyboard("{ArrowDown}");
  const [, second] = screen.getAllByRole("option");
  expect(shown.mock.lastCall?.[0]).toBe(second);

  shown.mockClear();
  const [anna] = town.chats;
  if (anna === undefined) throw new Error("nobody lives in the town");
  anna.row.title = `${anna.row.title ?? ""} Новая`;
  act(() => town.changed("messages", [anna.row.chat_id]));
  await waitFor(() => expect(screen.getByRole("listbox").textContent).toContain("Новая"));
  expect(shown).not.toHaveBeenCalled();
});
