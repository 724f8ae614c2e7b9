import { msg } from "@lingui/core/macro";
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { CircleSlash } from "lucide-react";
import { Button, CallOut, Field } from "@/components/index.ts";
import type { ChatDetail, TemplateBlank, TemplateOffer } from "@/host/contract.ts";
import { useDecision } from "@/app/useDecision.ts";
import { commandId } from "@/host/mutations.ts";
import { type Action, useActions } from "@/keys/actions.ts";
import { useTrouble } from "../actions.ts";
import { firstWord } from "../list/preview.ts";
import { useSay } from "../say.ts";
import { openMenu } from "../view.ts";
import { useConsentWords } from "../../consent/useConsentWords.ts";
import { REFUSAL_SENTENCES } from "../../consent/words.ts";
import { categoryWord } from "../words.ts";
import type { After } from "./Composer.tsx";
import { blanksOf, isFilled, stretches } from "./template.ts";

/** The chosen template: how the person will read it, its blanks, and the button that sends it. */
export function TemplateForm({
  detail,
  offer,
  onSent,
}: {
  detail: ChatDetail;
  offer: TemplateOffer;
  onSent: (after: After) => void;
}) {
  const { t } = useLingui();
  const say = useSay();
  const trouble = useTrouble();
  const { template, denial } = offer;
  const { instead } = useConsentWords();
  const blanks = blanksOf(template);
  const [values, setValues] = useState(() => suggested(blanks, detail));
  const send = useDecision("template_send", () => openMenu(null), { refused: trouble });
  const reason = () => {
    if (denial !== null) return say(REFUSAL_SENTENCES[denial.refusal]);
    if (template.beyond_us) return t`This template has a part that cannot be filled in here.`;
    return isFilled(template, values) ? undefined : t`Fill in every blank first.`;
  };
  const go = (after: After) => {
    if (reason() !== undefined || send.isPending) return;
    send.mutate(
      {
        command_id: commandId(),
        chat_id: detail.row.chat_id,
        name: template.name,
        language: template.language,
        values,
      },
      {
        onSuccess: () => {
          setValues(suggested(blanks, detail));
          openMenu(null);
          onSent(after);
        },
      },
    );
  };
  const actions: Action[] = [
    { id: "composer.send-done", title: msg`Send template`, group: "chat", keyOnly: true, run: () => go("stay") },
    {
      id: "composer.send-snooze",
      title: msg`Send template and snooze`,
      group: "chat",
      keyOnly: true,
      run: () => go("snooze"),
    },
  ];
  useActions(actions);
  const name =
    detail.row.title === null ? null : detail.row.kind === "direct" ? firstWord(detail.row.title) : detail.row.title;
  return (
    <div className="template-form">
      <span className="template-caption">
        {name === null ? <Trans>Preview</Trans> : <Trans>Preview for {name}</Trans>}
      </span>
      <TemplatePreview offer={offer} values={values} />
      {denial === null ? null : (
        <CallOut tone="danger" icon={<CircleSlash aria-hidden />}>
          {say(REFUSAL_SENTENCES[denial.refusal])} {instead(denial)}
        </CallOut>
      )}
      {blanks.length === 0 ? null : (
        <div className="template-blanks">
          {blanks.map((blank) => (
            <BlankField
              key={blank.name}
              blank={blank}
              value={values[blank.name] ?? ""}
              onChange={(value) => setValues((all) => ({ ...all, [blank.name]: value }))}
            />
          ))}
        </div>
      )}
      <div className="template-foot">
        <span className="template-kind">{say(categoryWord[template.category])}</span>
        <Button
          kind="primary"
          chord="Mod+Enter"
          reason={reason()}
          pending={send.isPending ? t`Sending…` : undefined}
          onPress={() => go("stay")}
        >
          {t`Send template`}
        </Button>
      </div>
    </div>
  );
}

/** What can be filled in beforehand: a blank that calls itself a name gets the person's. */
export function suggested(blanks: readonly TemplateBlank[], { row }: Pick<ChatDetail, "row">): Record<string, string> {
  if (row.kind !== "direct" || row.title === null) return {};
  const first = firstWord(row.title);
  return Object.fromEntries(
    blanks.filter(({ name }) => /^(first_)?name$/iu.test(name)).map(({ name }) => [name, first]),
  );
}

/** One blank of a template, with the example that was given at approval. */
export function BlankField({
  blank,
  value,
  onChange,
}: {
  blank: TemplateBlank;
  value: string;
  onChange: (value: string) => void;
}) {
  const { t } = useLingui();
  const number = /^\d+$/u.test(blank.name);
  return (
    <Field
      label={number ? t`Blank ${blank.name}` : blank.name.replaceAll("_", " ")}
      value={value}
      onChange={onChange}
      placeholder={blank.example ?? ""}
    />
  );
}

/** A template as the person will read it. */
export function TemplatePreview({
  offer: { template },
  values,
}: {
  offer: TemplateOffer;
  values: Readonly<Record<string, string>>;
}) {
  const part = (text: string) =>
    stretches(text, values).map((stretch) =>
      stretch.stretch === "words" ? stretch.text : <mark key={stretch.at}>{stretch.text}</mark>,
    );
  return (
    <div className="template-preview" dir="auto" aria-live="polite">
      {template.header ? (
        <strong className="bubble-header">
          {part(template.header)}
          {"\n"}
        </strong>
      ) : null}
      {part(template.body)}
      {template.footer ? (
        <span className="bubble-footer">
          {"\n"}
          {template.footer}
        </span>
      ) : null}
      {template.buttons.length === 0 ? null : (
        <span className="choices">
          {template.buttons.map((words) => (
            <span key={words} className="choice">
              {words}
            </span>
          ))}
        </span>
      )}
    </div>
  );
}
