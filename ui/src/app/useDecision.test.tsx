// @vitest-environment jsdom
import { cleanup, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { afterEach, expect, test } from "vitest";

import { ToastArea } from "@/components";
import type { ErrorCode } from "@/host/contract";
import { HostError } from "@/host/host";
import { commandId } from "@/host/mutations";
import { forgetToasts, stage } from "@/test/stage";
import { useDecision } from "./useDecision";

const NOW = new Date(2026, 10, 19, 14, 8).getTime();

afterEach(() => {
  cleanup();
  forgetToasts();
});

function Form() {
  const [isOpen, setOpen] = useState(true);
  const [trouble, setTrouble] = useState("");
  const save = useDecision("note_add", () => setOpen(false), { refused: ({ body }) => setTrouble(body.code) });
  const decide = () => save.mutate({ command_id: commandId(), chat_id: 1, body: "Двое" });
  return (
    <>
      {isOpen ? (
        <button type="button" onClick={decide}>
          Save {trouble}
        </button>
      ) : (
        <p>closed</p>
      )}
      <ToastArea />
    </>
  );
}

async function press(code: ErrorCode) {
  stage(<Form />, NOW, ({ answers }) => {
    answers.note_add = () => {
      throw new HostError({ code, retry: { retry: "when_online" } });
    };
  });
  await userEvent.click(await screen.findByRole("button", { name: "Save" }));
}

test("what waits for the hub is taken: its form goes, and it is said that it waits", async () => {
  await press("waits_for_hub");
  expect(await screen.findByText("closed")).toBeTruthy();
  expect(await screen.findByText(/This waits on this computer/u)).toBeTruthy();
});

test("what is refused stays in its form", async () => {
  await press("storage");
  expect(await screen.findByRole("button", { name: "Save storage" })).toBeTruthy();
});
