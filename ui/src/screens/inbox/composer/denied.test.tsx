// @vitest-environment jsdom
import { cleanup, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test } from "vitest";
import type { Denial } from "@/host/contract.ts";
import { useChat, useTemplates } from "@/host/queries.ts";
import { stage } from "@/test/stage.tsx";
import { TemplateForm } from "./TemplateForm.tsx";
import { TemplateList } from "./TemplateList.tsx";

const NOW = new Date(2026, 10, 19, 14, 8).getTime();
const LENA = 7;

afterEach(cleanup);

function Chosen() {
  const { data: detail } = useChat(LENA);
  const offers = useTemplates(LENA, true).data?.offers ?? [];
  const [offer] = offers;
  if (detail === undefined || offer === undefined) return null;
  return (
    <>
      <TemplateList
        offers={offers}
        all={1}
        query=""
        onQuery={() => {}}
        chosen={offer}
        onChoose={() => {}}
        waits={false}
      />
      <TemplateForm detail={detail} offer={offer} onSent={() => {}} />
    </>
  );
}

test.each<[Denial, string, string]>([
  [
    { refusal: "no_consent", instead: { alternative: "ask" } },
    "no consent",
    "There is no consent for templates of this kind. Ask for the consent, or record one that was given elsewhere.",
  ],
  [
    { refusal: "withdrawn", instead: { alternative: "reply", closes: NOW + 3_600_000 } },
    "opted out",
    "The person opted out of templates of this kind. You can still answer here until 15:08.",
  ],
  [
    { refusal: "asked", instead: { alternative: "wait" } },
    "no answer yet",
    "The question whether this is welcome is not answered yet. Wait for the answer. Until it comes, nothing is sent.",
  ],
])("a template that is denied says why and what may be done instead: %j", async (denial, chip, words) => {
  Element.prototype.scrollIntoView = () => {};
  const town = stage(<Chosen />, NOW, (prepared) => {
    // One without blanks, so that nothing else keeps it from being sent.
    const offer = prepared.offers.offers.find(({ template }) => template.name === "reply_continue");
    if (offer !== undefined) prepared.offers = { offers: [{ ...offer, denial }] };
  });
  expect(await screen.findByText(words)).toBeDefined();
  expect(screen.getByText(chip)).toBeDefined();
  const before = town.chats.flatMap(({ items }) => items).length;
  await userEvent.click(screen.getByRole("button", { name: /^Send template/u }));
  expect(town.chats.flatMap(({ items }) => items)).toHaveLength(before);
});
