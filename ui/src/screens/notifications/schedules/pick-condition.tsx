import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";

import { Button, Field } from "../../../components";
import type { Condition } from "../../../host/contract";
import { useNotificationRules } from "../../../host/notifications";
import { useChats, useLabels } from "../../../host/queries";
import { Face } from "../simulator/pick-people";
import { PickBox, PickOne } from "../simulator/PickOne";
import { useNames } from "../simulator/useNames";
import { KindIcon, KINDS } from "../words";
import type { ExceptionProps } from "./ExceptionEditor";
import { PickRepeated } from "./PickRepeated";

type When = Condition["when"];

const WHENS: readonly When[] = ["label", "contact", "chat", "kind", "words", "repeated"];

/** What an exception looks at, before it is said which. */
const BEGIN: Readonly<Record<When, Condition>> = {
  label: { when: "label", label: 0, direct: true },
  contact: { when: "contact", contact: 0 },
  chat: { when: "chat", chat: 0 },
  kind: { when: "kind", kind: "mention" },
  words: { when: "words", phrases: [] },
  repeated: { when: "repeated", count: 3, minutes: 5 },
};

/** What an exception looks at. */
export function PickWhen({ exception, change }: ExceptionProps) {
  const { t } = useLingui();
  const { when } = exception.condition;
  const words: Record<When, string> = {
    label: t`A label`,
    contact: t`A member`,
    chat: t`A chat`,
    kind: t`A kind of event`,
    words: t`Words of a message`,
    repeated: t`Repeated messages`,
  };
  return (
    <PickOne
      label={t`What rings through`}
      words={words[when]}
      none={t`Nothing fits`}
      options={WHENS.map((id) => ({ id, words: words[id], chosen: id === when }))}
      onPick={(id) => id !== when && change({ condition: BEGIN[id] })}
    />
  );
}

/** Which label, member, chat, kind, words or how many messages. */
export function ConditionPicks(props: ExceptionProps) {
  const { condition } = props.exception;
  switch (condition.when) {
    case "label":
      return (
        <Trans>
          <PickLabel {...props} condition={condition} /> <PickDirect {...props} condition={condition} />
        </Trans>
      );
    case "contact":
    case "chat":
      return <PickChat {...props} condition={condition} />;
    case "kind":
      return <PickKind {...props} condition={condition} />;
    case "words":
      return <PickPhrases {...props} condition={condition} />;
    case "repeated":
      return <PickRepeated {...props} condition={condition} />;
  }
}

type Of<W extends When> = ExceptionProps & { condition: Extract<Condition, { when: W }> };

function PickLabel({ condition, change }: Of<"label">) {
  const { t } = useLingui();
  const names = useNames();
  const { data: labels } = useLabels();
  return (
    <PickOne
      label={t`Which label`}
      words={condition.label === 0 ? t`which?` : names.label(condition.label)}
      none={t`No label is called so`}
      options={(labels ?? []).map(({ label_id, name }) => ({
        id: String(label_id),
        words: name,
        chosen: label_id === condition.label,
      }))}
      onPick={(id) => change({ condition: { ...condition, label: Number(id) } })}
    />
  );
}

function PickDirect({ condition, change }: Of<"label">) {
  const { t } = useLingui();
  const words = { direct: t`in a 1:1 chat`, any: t`in any chat` };
  const now = condition.direct ? "direct" : "any";
  return (
    <PickOne
      label={t`Where`}
      words={words[now]}
      none={t`Nothing fits`}
      options={(["direct", "any"] as const).map((id) => ({ id, words: words[id], chosen: id === now }))}
      onPick={(id) => change({ condition: { ...condition, direct: id === "direct" } })}
    />
  );
}

/** A chat, or the person of a 1:1 chat. */
function PickChat({ condition, change }: Of<"chat" | "contact">) {
  const { t } = useLingui();
  const names = useNames();
  const { data: chats } = useChats({ filter: "all" });
  const person = condition.when === "contact";
  const rows = (chats?.rows ?? []).filter(({ contact_id }) => !person || contact_id !== null);
  const now = person ? condition.contact : condition.chat;
  const name = person ? names.contact(now) : names.chat(now);
  return (
    <PickOne
      label={person ? t`Which member` : t`Which chat`}
      words={now === 0 ? t`which?` : name}
      none={t`No chat is called so`}
      options={rows.map((row) => ({
        id: String(row.chat_id),
        words: row.title ?? row.phone_masked ?? "",
        icon: <Face row={row} />,
        chosen: now === (person ? row.contact_id : row.chat_id),
      }))}
      onPick={(id) => {
        const row = rows.find(({ chat_id }) => String(chat_id) === id);
        if (row === undefined) return;
        if (!person) change({ condition: { when: "chat", chat: row.chat_id } });
        else if (row.contact_id !== null) change({ condition: { when: "contact", contact: row.contact_id } });
      }}
    />
  );
}

function PickKind({ condition, change }: Of<"kind">) {
  const { t, i18n } = useLingui();
  const { data: rules } = useNotificationRules();
  return (
    <PickOne
      label={t`Which kind`}
      words={i18n._(KINDS[condition.kind])}
      none={t`Nothing that happens is called so`}
      options={(rules?.kinds ?? []).map(({ kind }) => ({
        id: kind,
        words: i18n._(KINDS[kind]),
        icon: <KindIcon kind={kind} />,
        chosen: kind === condition.kind,
      }))}
      onPick={(kind) => change({ condition: { when: "kind", kind } })}
    />
  );
}

function PickPhrases({ condition, change }: Of<"words">) {
  const { t } = useLingui();
  const { phrases } = condition;
  return (
    <PickBox label={t`Which words`} words={phrases.length === 0 ? t`which?` : phrases.join(", ")}>
      {(close) => (
        <PhrasesForm
          phrases={phrases}
          onSave={(phrases) => {
            close();
            change({ condition: { when: "words", phrases } });
          }}
        />
      )}
    </PickBox>
  );
}

function PhrasesForm({ phrases, onSave }: { phrases: readonly string[]; onSave: (phrases: string[]) => void }) {
  const { t } = useLingui();
  const [text, setText] = useState(phrases.join(", "));
  const read = text.split(",").flatMap((phrase) => (phrase.trim() === "" ? [] : [phrase.trim()]));
  return (
    <form
      className="pick__form"
      onSubmit={(event) => {
        event.preventDefault();
        // The form is inside another one on the page's tree of events.
        event.stopPropagation();
        onSave(read);
      }}
    >
      <Field
        label={t`Words, with commas between them`}
        help={t`Case does not matter. An asterisk stands for any letters: deliver*`}
        value={text}
        onChange={setText}
        autoFocus
      />
      <Button type="submit">{t`Use these words`}</Button>
    </form>
  );
}
