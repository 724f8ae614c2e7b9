// @vitest-environment jsdom
import { act, cleanup, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test } from "vitest";
import { useChat } from "@/host/queries.ts";
import { stage } from "@/test/stage.tsx";
import { openMenu } from "../view.ts";
import { LabelsBlock } from "./LabelsBlock.tsx";

const NOW = new Date(2026, 10, 19, 14, 8).getTime();
const ANNA = 1;

function Labels() {
  const { data } = useChat(ANNA);
  return data === undefined ? null : <LabelsBlock row={data.row} />;
}

afterEach(() => {
  cleanup();
  openMenu(null);
});

test("a label that is named anew is made and put on the chat", async () => {
  const town = stage(<Labels />, NOW);
  await screen.findByText("Labels");
  act(() => openMenu("label"));
  await userEvent.type(await screen.findByRole("combobox"), "returns{Enter}");
  await waitFor(() => expect(town.labels.map(({ name }) => name)).toContain("returns"));
  const made = town.labels.find(({ name }) => name === "returns")?.label_id;
  const anna = () => town.chats.find(({ row }) => row.chat_id === ANNA)?.row.labels;
  await waitFor(() => expect(anna()).toContain(made));
  await waitFor(() => expect(screen.queryByRole("combobox")).toBeNull());
});
