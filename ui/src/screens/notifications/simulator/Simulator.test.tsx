// @vitest-environment jsdom
import { i18n } from "@lingui/core";
import { I18nProvider } from "@lingui/react";
import { QueryClientProvider } from "@tanstack/react-query";
import { cleanup, render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { setNow } from "../../../host/clock";
import { makeClient } from "../../../host/client";
import { HostProvider } from "../../../host/context";
import { fakeHost } from "../../../host/fake/fake";
import { FakeTown } from "../../../host/fake/town";
import { HostError, type Host } from "../../../host/host";
import { askAfresh } from "./question";
import { Simulator } from "./Simulator";

// Thursday, 19 November 2026, 14:02 by the clock on the wall.
const NOW = new Date(2026, 10, 19, 14, 2).getTime();

let host: Host;

beforeEach(() => {
  Element.prototype.scrollIntoView = () => {};
  setNow(NOW);
  askAfresh();
  host = fakeHost(new FakeTown(() => NOW));
});

afterEach(() => {
  cleanup();
  setNow(Date.now());
});

function open() {
  render(
    <I18nProvider i18n={i18n}>
      <HostProvider host={host}>
        <QueryClientProvider client={makeClient()}>
          <Simulator />
        </QueryClientProvider>
      </HostProvider>
    </I18nProvider>,
  );
}

test("begins with somebody who rings through on Saturday night, and says why step by step", async () => {
  open();
  expect(await screen.findByText("It rings")).toBeDefined();
  await screen.findByText("VIP rings through");
  expect(screen.getByRole("button", { name: "When: Saturday 23:10" })).toBeDefined();
  const steps = within(screen.getByRole("list", { name: "Why, step by step" })).getAllByRole("listitem");
  const deciding = steps.filter((step) => step.textContent?.includes("Decides the result."));
  expect(deciding.map((step) => step.textContent)).toEqual(["VIP rings throughRule 1 of 4. Decides the result."]);
  expect(screen.getByText("Without “VIP”:")).toBeDefined();
});

test("each step says its outcome in words", async () => {
  open();
  await screen.findByText("It rings");
  const night = screen.getByText("Schedule “Night” is on").closest("li");
  expect(
    within(night ?? document.body)
      .getByRole("img")
      .getAttribute("aria-label"),
  ).toBe("Sound off, banner off, badge on");
});

test("another person is picked by typing, and the answer follows", async () => {
  open();
  await userEvent.click(await screen.findByRole("button", { name: /^Who: / }));
  await userEvent.type(await screen.findByRole("combobox", { name: "Who" }), "Том{Enter}");
  expect(await screen.findByRole("button", { name: "Who: Tomás Ribeiro" })).toBeDefined();
  await waitFor(() => expect(screen.getByText("Silent, badge only")).toBeDefined());
});

test("the sound can be heard as it would sound", async () => {
  const call = vi.spyOn(host, "call");
  open();
  await userEvent.click(await screen.findByRole("button", { name: "Play the sound" }));
  expect(call).toHaveBeenCalledWith("sound_preview", { sound: { from: "own", sound: "drop" }, volume: 60 });
});

test("says when there is no answer, and asks again", async () => {
  const answer = host.call.bind(host);
  let broken = true;
  host.call = (name, request) =>
    name === "notification_simulate" && broken
      ? Promise.reject(new HostError({ code: "storage", retry: { retry: "never" } }))
      : answer(name, request);
  open();
  await screen.findByText("There is no answer");
  broken = false;
  await userEvent.click(screen.getByRole("button", { name: "Try again" }));
  expect(await screen.findByText("It rings")).toBeDefined();
});

test("has nobody to ask about where nobody has written", async () => {
  const town = new FakeTown(() => NOW);
  town.chats.length = 0;
  host = fakeHost(town);
  open();
  expect(await screen.findByText("Nobody to ask about yet")).toBeDefined();
});
