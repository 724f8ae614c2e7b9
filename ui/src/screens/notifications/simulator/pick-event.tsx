import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";
import { useState } from "react";

import { Button, Field } from "../../../components";
import type { AlertKind, Simulate } from "../../../host/contract";
import { useNotificationRules } from "../../../host/notifications";
import { KindIcon } from "../words";
import { PickBox, PickOne } from "./PickOne";
import { happensIn, hasChat } from "./question";
import { useChatRow } from "./useChatRow";

/** One part of the question. */
export interface PartProps {
  question: Simulate;
  change: (some: Partial<Simulate>) => void;
}

/** What happens, as the rest of a sentence about a person, or as its beginning where there is none. */
const DOES: Readonly<Record<AlertKind, MessageDescriptor>> = {
  message: msg`writes a message`,
  voice_message: msg`sends a voice message`,
  mention: msg`mentions me`,
  group_message: msg`writes a message`,
  reaction: msg`reacts to a message`,
  delivered: msg`My message is delivered`,
  read: msg`My message is read`,
  failed: msg`My message is not delivered`,
  participants: msg`joins or leaves`,
  join_request: msg`asks to join`,
  group_changed: msg`A group changes`,
  contact_changed: msg`changes the number`,
  template_status: msg`A template is approved or rejected`,
  quality: msg`Quality or limit of a number changes`,
  opt_out: msg`opts out`,
  assignment: msg`A chat is handed to me`,
  reminder: msg`A snoozed chat comes back`,
  moderation_flag: msg`A message is to be reviewed`,
};

/** What happens. */
export function PickKind({ question, change }: PartProps) {
  const { t, i18n } = useLingui();
  const { data: rules } = useNotificationRules();
  const group = useChatRow(question.chat)?.kind === "group";
  const kinds = (rules?.kinds ?? []).map(({ kind }) => kind).filter((kind) => happensIn(kind, group) || !hasChat(kind));
  return (
    <PickOne
      label={t`What happens`}
      words={i18n._(DOES[question.kind])}
      none={t`Nothing that happens is called so`}
      options={kinds.map((kind) => ({
        id: kind,
        words: i18n._(DOES[kind]),
        icon: <KindIcon kind={kind} />,
        chosen: kind === question.kind,
      }))}
      onPick={(kind) => change({ kind })}
    />
  );
}

/** The words of the message. */
export function PickWords({ question, change }: PartProps) {
  const { t } = useLingui();
  const { text } = question;
  return (
    <PickBox label={t`Words`} words={text === "" ? t`with any words` : t`with “${text}”`}>
      {(close) => (
        <WordsForm
          text={text}
          onSave={(text) => {
            close();
            change({ text });
          }}
        />
      )}
    </PickBox>
  );
}

function WordsForm({ text, onSave }: { text: string; onSave: (text: string) => void }) {
  const { t } = useLingui();
  const [words, setWords] = useState(text);
  return (
    <form
      className="pick__form"
      onSubmit={(event) => {
        event.preventDefault();
        onSave(words.trim());
      }}
    >
      <Field
        label={t`Words of the message`}
        help={t`Exceptions that look for words see these.`}
        value={words}
        onChange={setWords}
        autoFocus
      />
      <Button type="submit">{t`Use these words`}</Button>
    </form>
  );
}

type Circumstance = "away" | "looking" | "focus";

/** What the operator is doing then. */
export function PickCircumstance({ question, change }: PartProps) {
  const { t } = useLingui();
  const words: Record<Circumstance, string> = {
    away: t`I am elsewhere`,
    looking: t`I look at this chat`,
    focus: t`the system's do-not-disturb is on`,
  };
  const { looking, focus, kind } = question;
  const now: Circumstance = looking ? "looking" : focus ? "focus" : "away";
  const possible: Circumstance[] = hasChat(kind) ? ["away", "looking", "focus"] : ["away", "focus"];
  return (
    <PickOne
      label={t`Meanwhile`}
      words={words[now]}
      none={t`Nothing fits`}
      options={possible.map((id) => ({ id, words: words[id], chosen: id === now }))}
      onPick={(id) => change({ looking: id === "looking", focus: id === "focus" })}
    />
  );
}
