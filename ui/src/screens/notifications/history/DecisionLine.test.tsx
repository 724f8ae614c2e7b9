// @vitest-environment jsdom
import { i18n } from "@lingui/core";
import { I18nProvider } from "@lingui/react";
import { QueryClientProvider } from "@tanstack/react-query";
import { cleanup, render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { afterEach, beforeEach, expect, test } from "vitest";

import { useNavigation } from "../../../app/navigation";
import { makeClient } from "../../../host/client";
import { HostProvider } from "../../../host/context";
import type { Decided } from "../../../host/contract";
import { fakeHost } from "../../../host/fake/fake";
import { FakeTown } from "../../../host/fake/town";
import { DecisionLine } from "./DecisionLine";

const town = new FakeTown(() => new Date(2026, 10, 18, 23, 14).getTime());

function Line({ decided }: { decided: Decided }) {
  const [isOpen, setOpen] = useState(false);
  return <DecisionLine decided={decided} isOpen={isOpen} onToggle={setOpen} />;
}

beforeEach(() => {
  const decided = town.alerts.decisions.find(({ name }) => name === "Tomás Ribeiro");
  if (decided === undefined) throw new Error("Tomás has written");
  render(
    <I18nProvider i18n={i18n}>
      <HostProvider host={fakeHost(town)}>
        <QueryClientProvider client={makeClient()}>
          <Line decided={decided} />
        </QueryClientProvider>
      </HostProvider>
    </I18nProvider>,
  );
});

afterEach(cleanup);

test("a decision says in one line which rule took it, and opens every step", async () => {
  const line = screen.getByRole("button", { expanded: false, name: /Tomás Ribeiro/u });
  await waitFor(() => expect(within(line).getByText(/“Night”/u)).toBeDefined());
  expect(screen.queryByRole("list")).toBeNull();
  await userEvent.click(line);
  expect(within(screen.getByRole("list")).getAllByRole("listitem").length).toBeGreaterThan(1);
});

test("it leads to the chat at the message that it was about", async () => {
  await userEvent.click(screen.getByRole("button", { expanded: false }));
  await userEvent.click(screen.getByRole("button", { name: "Open the chat" }));
  expect(useNavigation.getState()).toMatchObject({ screen: "inbox", chat: 3 });
  expect(useNavigation.getState().message).not.toBeNull();
});
