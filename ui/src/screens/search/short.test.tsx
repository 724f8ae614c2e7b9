// @vitest-environment jsdom
import { i18n } from "@lingui/core";
import { I18nProvider } from "@lingui/react";
import { QueryClientProvider } from "@tanstack/react-query";
import { cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test } from "vitest";

import { openOverlay } from "../../app/navigation";
import { makeClient } from "../../host/client";
import { HostProvider } from "../../host/context";
import type { Host } from "../../host/host";
import { fakeHost } from "../../host/fake/fake";
import { FakeTown } from "../../host/fake/town";
import { SearchInChat } from "../inbox/conversation/SearchInChat";
import { SearchPanel } from "./SearchPanel";

let host: Host;

beforeEach(() => {
  Element.prototype.scrollIntoView = () => {};
  host = fakeHost(new FakeTown(() => 1_800_000_000_000));
});

afterEach(cleanup);

function show(search: React.ReactNode) {
  render(
    <I18nProvider i18n={i18n}>
      <HostProvider host={host}>
        <QueryClientProvider client={makeClient()}>{search}</QueryClientProvider>
      </HostProvider>
    </I18nProvider>,
  );
}

test("a single letter finds people, and says that messages need two", async () => {
  openOverlay("search");
  show(<SearchPanel />);
  await userEvent.type(screen.getByRole("combobox"), "а");
  await screen.findByText("Messages from two letters on");
  expect(screen.getAllByRole("option").length).toBeGreaterThan(0);
});

test("a single letter in a chat is not said to be in no message", async () => {
  const [chat] = (await host.call("chats", { filter: { filter: "all" }, limit: 1 })).rows;
  show(<SearchInChat chat={chat?.chat_id ?? 0} onGo={() => {}} />);
  const field = screen.getByRole("searchbox");
  await userEvent.type(field, "ъ");
  expect(await screen.findByText("from two letters on")).toBeDefined();
  await userEvent.type(field, "ъ");
  expect(await screen.findByText("nothing found")).toBeDefined();
});
