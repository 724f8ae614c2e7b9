import "../consent.css";
import "../../inbox/composer/templates.css";

import { useLingui } from "@lingui/react/macro";
import { CircleAlert, Info } from "lucide-react";
import { useState } from "react";

import { errorWords } from "../../../app/errors";
import { useDecision } from "../../../app/useDecision";
import { Button, CallOut, Dialog, Late, Select, Skeleton, toast } from "../../../components";
import type { PurposeId, Template, TemplateOffer } from "../../../host/contract";
import { commandId } from "../../../host/mutations";
import { useChat, useTemplates } from "../../../host/queries";
import { blanksOf, isFilled } from "../../inbox/composer/template";
import { BlankField, suggested, TemplatePreview } from "../../inbox/composer/TemplateForm";
import { useConsentWords } from "../useConsentWords";
import { closeDialogs, type Somebody } from "../view";
import { REFUSAL_SENTENCES } from "../words";

/** Asks with a template, where the window is closed: its first button says yes, its second no. */
export function AskDialog({ person, purpose }: { person: Somebody; purpose: PurposeId }) {
  const { t, i18n } = useLingui();
  const { name } = useConsentWords();
  const chat = person.chat ?? 0;
  const { data: detail } = useChat(person.chat);
  const { data, isError } = useTemplates(chat, person.chat !== null);
  const offers = (data?.offers ?? []).filter(canAsk);
  const [chosen, setChosen] = useState<string | null>(null);
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const [trouble, setTrouble] = useState<string | null>(null);
  const [command] = useState(commandId);
  const offer = offers.find((one) => idOf(one) === chosen) ?? offers.find((one) => one.denial === null) ?? offers[0];
  const blanks = offer === undefined ? [] : blanksOf(offer.template);
  const values = { ...(detail === undefined ? {} : suggested(blanks, detail)), ...typed };
  const ask = useDecision("consent_ask", closeDialogs, {
    done: () => {
      closeDialogs();
      toast(t`Asked: ${name(purpose)}`);
    },
    refused: (error) => setTrouble(i18n._(errorWords(error.body))),
  });
  const reason = (): string | undefined => {
    if (offer === undefined) return t`There is no template with two buttons`;
    if (offer.denial !== null) return i18n._(REFUSAL_SENTENCES[offer.denial.refusal]);
    return isFilled(offer.template, values) ? undefined : t`Fill in every blank first.`;
  };
  const send = () => {
    if (offer === undefined || reason() !== undefined || ask.isPending) return;
    const { name: template, language } = offer.template;
    ask.mutate({
      command_id: command,
      chat_id: chat,
      purpose,
      template: {
        name: template,
        language,
        values: chosenValues(
          values,
          blanks.map((one) => one.name),
        ),
      },
    });
  };
  const what = name(purpose);
  return (
    <Dialog
      isOpen
      title={t`Ask ${person.name}: ${what}?`}
      onClose={closeDialogs}
      onAccept={send}
      footer={
        <>
          <Button onPress={closeDialogs}>{t`Cancel`}</Button>
          <Button
            kind="primary"
            chord="Mod+Enter"
            reason={reason()}
            pending={ask.isPending ? t`Asking…` : undefined}
            onPress={send}
          >
            {t`Ask`}
          </Button>
        </>
      }
    >
      <div className="asking">
        <p>{t`The window is closed, so the question goes as a template.`}</p>
        {data === undefined && !isError && (
          <Late>
            <Skeleton width="100%" height="120px" />
          </Late>
        )}
        {isError && (
          <CallOut tone="danger" icon={<CircleAlert aria-hidden="true" />}>
            {t`The templates could not be read. Check the connection in Settings.`}
          </CallOut>
        )}
        {data !== undefined && offers.length === 0 && (
          <CallOut icon={<Info aria-hidden="true" />}>
            {t`No approved template has two buttons. Make one in the WhatsApp Manager, or wait until the person writes.`}
          </CallOut>
        )}
        {offer !== undefined && (
          <>
            <Select
              label={t`Template`}
              value={idOf(offer)}
              onChange={setChosen}
              options={offers.map((one) => ({
                id: idOf(one),
                words: `${one.template.name} · ${one.template.language}`,
              }))}
            />
            <TemplatePreview offer={offer} values={values} />
            <ButtonsMean template={offer.template} />
            {blanks.map((blank) => (
              <BlankField
                key={blank.name}
                blank={blank}
                value={values[blank.name] ?? ""}
                onChange={(value) => setTyped((all) => ({ ...all, [blank.name]: value }))}
              />
            ))}
          </>
        )}
        {trouble !== null && (
          <div role="alert">
            <CallOut tone="danger" icon={<CircleAlert aria-hidden="true" />}>
              {trouble}
            </CallOut>
          </div>
        )}
      </div>
    </Dialog>
  );
}

/** Which button counts as which answer: the order decides, whatever stands on them. */
function ButtonsMean({ template }: { template: Template }) {
  const { t } = useLingui();
  const [yes, no] = template.buttons;
  return <p>{t`“${yes}” counts as yes, “${no}” as no. Take another template if they say something else.`}</p>;
}

/** A template that can ask: two buttons that send an answer, and nothing that cannot be filled in here. */
function canAsk({ template }: TemplateOffer): boolean {
  return template.buttons.length === 2 && template.quick_replies === 2 && !template.beyond_us;
}

function idOf({ template }: TemplateOffer): string {
  return `${template.name}/${template.language}`;
}

function chosenValues(values: Readonly<Record<string, string>>, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, values[name] ?? ""]));
}
