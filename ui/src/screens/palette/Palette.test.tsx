// @vitest-environment jsdom
import { i18n } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import { I18nProvider } from "@lingui/react";
import { QueryClientProvider } from "@tanstack/react-query";
import { cleanup, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { openOverlay, useNavigation } from "../../app/navigation";
import { makeClient } from "../../host/client";
import { HostProvider } from "../../host/context";
import { fakeHost } from "../../host/fake/fake";
import { FakeTown } from "../../host/fake/town";
import { useRegistry } from "../../keys/actions";
import { Palette } from "./Palette";

const done = vi.fn<() => void>();

beforeEach(() => {
  Element.prototype.scrollIntoView = () => {};
  done.mockReset();
  const action = { id: "inbox.done", title: msg`Mark done`, group: "chat" as const, run: done };
  useRegistry.setState({ actions: new Map([[action.id, action]]), context: "Анна Корнеева" });
  openOverlay("palette");
  render(
    <I18nProvider i18n={i18n}>
      <HostProvider host={fakeHost(new FakeTown(() => 1_800_000_000_000))}>
        <QueryClientProvider client={makeClient()}>
          <Palette />
        </QueryClientProvider>
      </HostProvider>
    </I18nProvider>,
  );
});

afterEach(() => {
  cleanup();
  useRegistry.setState({ actions: new Map(), context: null });
});

const field = () => screen.getByRole("combobox");

test("is ready for typing, with the open chat as its context", () => {
  expect(document.activeElement).toBe(field());
  expect(screen.getByText("Анна Корнеева", { selector: ".palette__context" })).toBeDefined();
});

test("runs what Enter is pressed on, found by its Russian name in an English window", async () => {
  await userEvent.type(field(), "заверш{Enter}");
  expect(done).toHaveBeenCalledOnce();
  expect(useNavigation.getState().overlay).toBeNull();
});

test("Backspace in the empty field leaves the context, and its actions with it", async () => {
  expect(screen.getByRole("option", { name: /Mark done/ })).toBeDefined();
  await userEvent.type(field(), "{Backspace}");
  expect(screen.queryByRole("option", { name: /Mark done/ })).toBeNull();
});

test("opens a person found by Latin letters and the arrow keys", async () => {
  await userEvent.type(field(), "@Tom");
  await waitFor(() => expect(screen.getByRole("option", { name: /Tomás Ribeiro/ })).toBeDefined());
  await userEvent.keyboard("{ArrowDown}{ArrowUp}{Enter}");
  expect(useNavigation.getState().chat).toBe(3);
});

test("says when nothing is found", async () => {
  await userEvent.type(field(), "zzzz");
  await waitFor(() => expect(screen.getByRole("heading", { name: "Nothing found for “zzzz”" })).toBeDefined());
});
