// @vitest-environment jsdom
import { i18n } from "@lingui/core";
import { I18nProvider } from "@lingui/react";
import { QueryClientProvider } from "@tanstack/react-query";
import { act, cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import type { ErrorBody, ErrorCode, Workspace } from "@/host/contract";
import { makeClient } from "@/host/client";
import { HostProvider } from "@/host/context";
import { fakeHost } from "@/host/fake/fake";
import { FakeTown } from "@/host/fake/town";
import { type Host, HostError } from "@/host/host";
import { Start } from "./Start";

const NOT_STARTED = "Switchboard did not start";
const STARTING = "Switchboard is starting";
const HELD = /^Switchboard's data is open in another program or window already\./u;

/** A core that starts, that has started, or that cannot. */
type Core = "starting" | "there" | ErrorBody;

const cannot = (code: ErrorCode): Core => ({ code, retry: { retry: "after", milliseconds: 2_000 } });

beforeEach(() => void vi.useFakeTimers());

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

function Inbox({ workspace }: { workspace: Workspace }) {
  return <p>{`The inbox of ${workspace.name}`}</p>;
}

/** A window on a core that may become another. */
async function open(core: Core): Promise<{ core: Core; closed: number }> {
  const seen = { core, closed: 0 };
  const town = fakeHost(new FakeTown(() => Date.UTC(2026, 10, 19)));
  const host: Host = {
    ...town,
    call: (name, request) => {
      if (seen.core === "starting") return new Promise(() => {});
      return seen.core === "there" ? town.call(name, request) : Promise.reject(new HostError(seen.core));
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
  await pass(0);
  return seen;
}

const pass = (milliseconds: number) => act(() => vi.advanceTimersByTimeAsync(milliseconds));

test("a core that does not start says why at once, in a window that can be closed", async () => {
  const window = await open(cannot("held"));
  expect(screen.getByRole("alert").textContent).toContain(NOT_STARTED);
  expect(screen.getByText(HELD)).toBeDefined();
  fireEvent.click(screen.getByRole("button", { name: "Close" }));
  expect(window.closed).toBe(1);
});

test("it is asked again by itself, and the console comes once the core is there", async () => {
  const window = await open(cannot("held"));
  await pass(10_000);
  expect(screen.getByText(HELD)).toBeDefined();
  window.core = cannot("newer");
  await pass(2_500);
  expect(screen.getByText(/^A newer Switchboard wrote this data\./u)).toBeDefined();
  window.core = "there";
  await pass(2_500);
  expect(screen.getByText("The inbox of Polar Tea")).toBeDefined();
});

test("what nothing but a person can change is asked again when they say so", async () => {
  const window = await open({ code: "internal", retry: { retry: "never" } });
  window.core = "there";
  await pass(10_000);
  fireEvent.click(screen.getByRole("button", { name: "Try again" }));
  await pass(0);
  expect(screen.getByText("The inbox of Polar Tea")).toBeDefined();
});

test("a start that takes long is said, in place of what failed before", async () => {
  const window = await open(cannot("held"));
  window.core = "starting";
  await pass(2_500);
  expect(screen.getByText(NOT_STARTED)).toBeDefined();
  await pass(1_000);
  expect(screen.queryByText(NOT_STARTED)).toBeNull();
  expect(screen.getByText(STARTING)).toBeDefined();
  expect(screen.getByRole("button", { name: "Close" })).toBeDefined();
});

test("a start that takes no second draws nothing before the console", async () => {
  await open("starting");
  await pass(900);
  expect(document.body.textContent).toBe("");
});
