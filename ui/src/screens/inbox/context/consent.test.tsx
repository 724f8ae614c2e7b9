// @vitest-environment jsdom
import { act, cleanup, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test } from "vitest";
import { useNavigation } from "@/app/navigation.ts";
import { ToastArea } from "@/components/index.ts";
import type { FakeTown } from "@/host/fake/town.ts";
import { useChat } from "@/host/queries.ts";
import { forgetToasts, stage } from "@/test/stage.tsx";
import { askAbout, closeDialogs, useConsentView } from "../../consent/view.ts";
import { ConsentNotice } from "../composer/ConsentNotice.tsx";
import { ConsentBlock } from "./ConsentBlock.tsx";

const NOW = new Date(2026, 10, 19, 14, 8).getTime();
const [ANNA, TOMAS, OLGA, LENA] = [1, 3, 6, 7] as const;

afterEach(() => {
  act(() => {
    closeDialogs();
    askAbout(null);
    forgetToasts();
  });
  cleanup();
});

function Panel({ chat }: { chat: number }) {
  const { data } = useChat(chat);
  if (data === undefined) return null;
  return (
    <>
      <ConsentNotice detail={data} window={data.window} />
      <ConsentBlock detail={data} />
      <ToastArea />
    </>
  );
}

async function open(chat: number, prepare: (town: FakeTown) => void = () => {}) {
  const town = stage(<Panel chat={chat} />, NOW, prepare);
  await screen.findByRole("list", { name: "Consent" });
  return town;
}

const lines = () =>
  within(screen.getByRole("list", { name: "Consent" }))
    .getAllByRole("listitem")
    .map((line) => line.textContent);

test("every purpose stands there with its state and how well it is proved", async () => {
  await open(ANNA);
  expect(lines()).toEqual([
    "Service repliesopen until Fri 14:02A",
    "Order updates4 MarC",
    "Offers and news13 Apr, confirmedA",
    "Group invitationspending, 2 dA",
  ]);
  expect(screen.getByRole("button", { name: "Proof C: what an operator wrote down" })).toBeDefined();
});

test("what was withdrawn says by which word and when, and the composer says what is still allowed", async () => {
  await open(OLGA);
  expect(lines()[2]).toBe("Offers and newswithdrawnA«СТОП» today at 12:47");
  expect(screen.getByText("Ольга opted out today at 12:47. You can answer here until Fri, 12:47.")).toBeDefined();
  expect(screen.queryByRole("button", { name: "Ask…" })).toBeNull();
});

test("a grant that needs a confirmation waits for it, in the colour of what waits for others", async () => {
  await open(ANNA, ({ consent }) => {
    const offers = consent.ledger.find(({ name, state }) => name === "Анна Корнеева" && state === "confirmed");
    if (offers !== undefined) offers.state = "granted";
  });
  const line = within(screen.getByRole("list", { name: "Consent" })).getAllByRole("listitem")[2];
  expect(line?.textContent).toBe("Offers and newsnot confirmedA");
  expect(line?.querySelector(".consent-icon--wait")).not.toBeNull();
});

test("in an open window the question goes at once", async () => {
  const town = await open(TOMAS);
  await userEvent.click(screen.getByRole("button", { name: "Ask…" }));
  await userEvent.click(await screen.findByRole("menuitem", { name: "Offers and news" }));
  expect(await screen.findByText("Asked: Offers and news")).toBeDefined();
  expect(town.consent.ledger[0]).toMatchObject({ name: "Tomás Ribeiro", state: "requested" });
  await waitFor(() => expect(lines()[2]).toMatch(/^Offers and newspending/u));
});

test("in a closed window a template is chosen first, and nothing goes before", async () => {
  const town = await open(LENA);
  const before = town.consent.ledger.length;
  await userEvent.click(screen.getByRole("button", { name: "Ask…" }));
  await userEvent.click(await screen.findByRole("menuitem", { name: "Offers and news" }));
  expect(useConsentView.getState().asking).toMatchObject({ purpose: "offers", person: { chat: LENA } });
  expect(town.consent.ledger).toHaveLength(before);
});

test("the ledger opens with the person asked about, and recording begins with the person", async () => {
  await open(ANNA);
  await userEvent.click(screen.getByRole("button", { name: "Record…" }));
  expect(useConsentView.getState().recording).toMatchObject({ person: { name: "Анна Корнеева", chat: ANNA } });
  await userEvent.click(screen.getByRole("button", { name: "Ledger: the consents of this person" }));
  expect(useNavigation.getState()).toMatchObject({ screen: "consent", consent: "ledger" });
  expect(useConsentView.getState().person?.name).toBe("Анна Корнеева");
});

function hinted({ consent }: FakeTown) {
  const tomas = consent.people.find(({ name }) => name === "Tomás Ribeiro");
  if (tomas === undefined) throw new Error("Tomás is known");
  consent.hints.set(TOMAS, { whom: tomas.whom, name: tomas.name, message_id: 3000, words: "стоп пожалуйста" });
}

test("what may mean stop is asked about, and withdrawing has the message as its proof", async () => {
  await open(TOMAS, hinted);
  expect(screen.getByText("«стоп пожалуйста» may mean stop")).toBeDefined();
  await userEvent.click(screen.getByRole("button", { name: "Withdraw…" }));
  expect(useConsentView.getState().withdrawing).toMatchObject({
    person: { name: "Tomás Ribeiro" },
    purpose: null,
    message: 3000,
  });
});

test("«not this time» puts that message aside; a newer one is asked about again", async () => {
  const town = await open(TOMAS, hinted);
  await userEvent.click(screen.getByRole("button", { name: "Not this time" }));
  expect(screen.queryByText(/may mean stop/u)).toBeNull();
  const [before] = town.consent.hints.values();
  if (before !== undefined) town.consent.hints.set(TOMAS, { ...before, message_id: 3001, words: "хватит уже" });
  act(() => town.changed("consent", [TOMAS]));
  expect(await screen.findByText("«хватит уже» may mean stop")).toBeDefined();
});
