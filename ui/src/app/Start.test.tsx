// @vitest-environment jsdom
import { i18n } from "@lingui/core";
import { I18nProvider } from "@lingui/react";
import { QueryClientProvider } from "@tanstack/react-query";
import { cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test } from "vitest";

import type { ErrorBody, Workspace } from "@/host/contract";
import { makeClient } from "@/host/client";
import { HostProvider } from "@/host/context";
import { fakeHost } from "@/host/fake/fake";
import { FakeTown } from "@/host/fake/town";
import { type Host, HostError } from "@/host/host";
import { Start } from "./Start";

const HELD: ErrorBody = { code: "held", retry: { retry: "after", milliseconds: 2_000 } };

afterEach(cleanup);

function Inbox({ workspace }: { workspace: Workspace }) {
  return <p>{`The inbox of ${workspace.name}`}</p>;
}

/** A window whose core answers nothing for as long as `why` says why. */
function open(why: { refusal: ErrorBody | null }): { closed: number } {
  const seen = { closed: 0 };
  const running = fakeHost(new FakeTown(() => Date.UTC(2026, 10, 19)));
  const host: Host = {
    ...running,
    async call(name, request) {
      if (why.refusal !== null) throw new HostError(why.refusal);
      return running.call(name, request);
    },
    window: { minimise() {}, toggleMaximise() {}, close: () => seen.closed++, startDrag() {} },
  };
  render(
    <I18nProvider i18n={i18n}>
      <HostProvider host={host}>
        <QueryClientProvider client={makeClient()}>
          <Start Console={Inbox} />
        </QueryClientProvider>
      </HostProvider>
    </I18nProvider>,
  );
  return seen;
}

test("a core that does not start says why while it is tried again, in a window that can be closed", async () => {
  const window = open({ refusal: HELD });
  await screen.findByRole("heading", { name: "Switchboard did not start" });
  expect(screen.getByText(/^Another program on this computer has Switchboard's data open\./u)).toBeDefined();
  await userEvent.click(screen.getByRole("button", { name: "Close" }));
  expect(window.closed).toBe(1);
});

test("once the core is there, trying again opens the console", async () => {
  const why: { refusal: ErrorBody | null } = { refusal: { code: "damaged", retry: { retry: "never" } } };
  open(why);
  const again = await screen.findByRole("button", { name: "Try again" });
  why.refusal = null;
  await userEvent.click(again);
  await screen.findByText("The inbox of Polar Tea");
  expect(screen.queryByText("Switchboard did not start")).toBeNull();
});
