// @vitest-environment jsdom
import { i18n } from "@lingui/core";
import { I18nProvider } from "@lingui/react";
import { QueryClientProvider } from "@tanstack/react-query";
import { cleanup, render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test } from "vitest";

import { undoLast } from "../../app/undo";
import { Refresher } from "../../host/changes";
import { makeClient } from "../../host/client";
import { HostProvider } from "../../host/context";
import { fakeHost } from "../../host/fake/fake";
import { FakeTown } from "../../host/fake/town";
import { UNSET } from "../../host/notification-change";
import { type NotificationsTab, openNotifications } from "../../app/navigation";
import NotificationsScreen from "./NotificationsScreen";

let town: FakeTown;

beforeEach(() => {
  town = new FakeTown(() => 1_800_000_000_000);
  // Two lines of the table show what all of them do.
  const { rules } = town.alerts;
  rules.kinds = rules.kinds.filter((row) => row.kind === "message" || row.kind === "mention");
  Element.prototype.scrollIntoView = () => {};
});

afterEach(cleanup);

async function open(tab: NotificationsTab) {
  const host = fakeHost(town);
  const client = makeClient();
  const refresher = new Refresher(client, host);
  host.onChanges((batch) => refresher.take(batch));
  openNotifications(tab);
  render(
    <I18nProvider i18n={i18n}>
      <HostProvider host={host}>
        <QueryClientProvider client={client}>
          <NotificationsScreen />
        </QueryClientProvider>
      </HostProvider>
    </I18nProvider>,
  );
  await screen.findByText("Defaults");
}

const kind = (name: string) => town.alerts.rules.kinds.find((row) => row.kind === name)?.outcome;

test("a check box of a kind acts at once, and its sound comes back as it was", async () => {
  await open("defaults");
  const sound = await screen.findByLabelText("Sound: Mention in a group");
  await userEvent.click(sound);
  await waitFor(() => expect(kind("mention")?.sound).toEqual({ from: "silent" }));
  await userEvent.click(screen.getByLabelText("Sound: Mention in a group"));
  await waitFor(() => expect(kind("mention")?.sound).toEqual({ from: "own", sound: "bell" }));
});

test("what groups are for is a level of its own, with what it does before anybody sets anything", async () => {
  await open("defaults");
  const table = within(await screen.findByRole("region", { name: "Groups by type" }));
  const triples = (type: RegExp) =>
    within(table.getByRole("row", { name: type }))
      .getAllByRole("img")
      .map((tile) => tile.getAttribute("aria-label"));
  expect(triples(/Announcement/u)).toEqual(Array.from({ length: 2 }, () => "Sound off, banner off, badge on"));
  expect(triples(/Support/u)).toEqual(Array.from({ length: 2 }, () => "Sound on, banner on, badge on"));
  expect(triples(/Community/u)).toEqual(["Sound off, banner off, badge on", "Sound on, banner on, badge on"]);
  town.alerts.save({ level: { level: "group_kind", id: "support" }, fields: { ...UNSET, banner: false } });
  town.changed("notifications");
  await waitFor(() =>
    expect(triples(/Support/u)).toEqual(Array.from({ length: 2 }, () => "Sound on, banner off, badge on")),
  );
});

test("the badge can leave muted chats out, and names stay hidden while the screen is shown", async () => {
  await open("defaults");
  await userEvent.click(await screen.findByLabelText("Leave muted chats out"));
  await userEvent.click(screen.getByLabelText("Hide names and texts while I show my screen"));
  await waitFor(() => expect(town.alerts.rules.manner).toMatchObject({ skip_muted: true, presenter: true }));
});

test("a word for mentions is added once and can be taken back after it was removed", async () => {
  await open("defaults");
  await userEvent.type(await screen.findByLabelText("A word or phrase"), "склад{Enter}");
  await waitFor(() => expect(town.alerts.rules.manner.words).toContain("склад"));
  await userEvent.click(screen.getByLabelText("Remove the word склад"));
  await waitFor(() => expect(town.alerts.rules.manner.words).not.toContain("склад"));
  undoLast();
  await waitFor(() => expect(town.alerts.rules.manner.words).toContain("склад"));
});

test("what the system cannot do is said above the rules", async () => {
  town.alerts.health = { ...town.alerts.health, banner: "absent" };
  await open("defaults");
  expect(await screen.findByText("This system shows no banners now. Sounds and the badge go on.")).toBeDefined();
});

test("a try says what came back, and what to do when nothing did", async () => {
  town.alerts.tries = { banner: true, sound: false, action: true };
  await open("sounds");
  await userEvent.click(await screen.findByLabelText("Try it: banner"));
  expect(await screen.findByText("The system has shown the banner.")).toBeDefined();
  await userEvent.click(screen.getByLabelText("Try it: sound"));
  expect(await screen.findByText(/Choose another device/u)).toBeDefined();
});
