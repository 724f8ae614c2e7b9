import { useLingui } from "@lingui/react/macro";
import { Plus, X } from "lucide-react";
import { useState } from "react";
import { Button, Dialog, Field, IconButton, Segmented, TextArea } from "@/components/index.ts";
import type { ChatId } from "@/host/contract.ts";
import {
  contentOf,
  emptyQuestion,
  MOST_CHOICES,
  MOST_LETTERS,
  problemOf,
  type Question,
  type QuestionProblem,
} from "./interactive.ts";
import { useSendContent } from "./useSendContent.ts";

/** A question that is answered by a tap: buttons, a list, a link, or a request for the location. */
export function InteractiveDialog({ chat, onClose }: { chat: ChatId; onClose: () => void }) {
  const { t } = useLingui();
  const send = useSendContent(chat);
  const [question, setQuestion] = useState<Question>(emptyQuestion);
  const change = (part: Partial<Question>) => setQuestion({ ...question, ...part });
  const problem = problemOf(question);
  const reason = useProblemWords(problem);
  const accept = () => {
    if (problem !== null) return;
    send(contentOf(question));
    onClose();
  };
  return (
    <Dialog
      isOpen
      wide
      title={t`Question with choices`}
      onClose={onClose}
      onAccept={accept}
      footer={
        <>
          <Button onPress={onClose}>{t`Cancel`}</Button>
          <Button kind="primary" chord="Mod+Enter" reason={reason ?? undefined} onPress={accept}>{t`Send`}</Button>
        </>
      }
    >
      <div className="form-grid">
        <Segmented
          label={t`Kind`}
          value={question.kind}
          onChange={(kind) => change({ kind, choices: question.choices.slice(0, Math.max(1, MOST_CHOICES[kind])) })}
          options={[
            { id: "buttons", words: t`Buttons` },
            { id: "list", words: t`List` },
            { id: "link", words: t`Link` },
            { id: "location_request", words: t`Location` },
          ]}
        />
        <TextArea label={t`Question`} autoFocus value={question.body} onChange={(body) => change({ body })} />
        {question.kind === "list" ? (
          <Field
            label={t`Words on the button that opens the list`}
            maxLength={20}
            value={question.button}
            onChange={(button) => change({ button })}
          />
        ) : null}
        <Choices question={question} onChange={change} />
        {question.kind === "link" ? (
          <Field
            label={t`Address of the link`}
            placeholder="https://"
            value={question.url}
            onChange={(url) => change({ url })}
          />
        ) : null}
        {question.kind === "location_request" ? null : (
          <div className="form-row">
            <Field
              className="grow"
              label={t`Line above`}
              maxLength={60}
              value={question.header}
              onChange={(header) => change({ header })}
            />
            <Field
              className="grow"
              label={t`Line below`}
              maxLength={60}
              value={question.footer}
              onChange={(footer) => change({ footer })}
            />
          </div>
        )}
      </div>
    </Dialog>
  );
}

function Choices({ question, onChange }: { question: Question; onChange: (part: Partial<Question>) => void }) {
  const { t } = useLingui();
  const most = MOST_CHOICES[question.kind];
  if (most === 0) return null;
  const set = (key: string, words: string) =>
    onChange({ choices: question.choices.map((one) => (one.key === key ? { key, words } : one)) });
  return (
    <>
      {question.choices.map(({ key, words }, index) => (
        <div key={key} className="form-row">
          <Field
            className="grow"
            label={question.kind === "link" ? t`Words on the button` : t`Choice ${index + 1}`}
            maxLength={MOST_LETTERS[question.kind]}
            value={words}
            onChange={(next) => set(key, next)}
          />
          {question.choices.length > 1 ? (
            <IconButton
              label={t`Remove choice ${index + 1}`}
              onPress={() => onChange({ choices: question.choices.filter((one) => one.key !== key) })}
            >
              <X aria-hidden />
            </IconButton>
          ) : null}
        </div>
      ))}
      {question.choices.length < most ? (
        <div>
          <Button
            size="small"
            onPress={() => onChange({ choices: [...question.choices, { key: crypto.randomUUID(), words: "" }] })}
          >
            <Plus className="inbox-icon-14" aria-hidden />
            {t`Add a choice`}
          </Button>
        </div>
      ) : null}
    </>
  );
}

function useProblemWords(problem: QuestionProblem | null): string | null {
  const { t } = useLingui();
  switch (problem) {
    case null:
      return null;
    case "body":
      return t`Write the question.`;
    case "choices":
      return t`Write at least one choice.`;
    case "twice":
      return t`Two choices read the same.`;
    case "button":
      return t`Write what stands on the button that opens the list.`;
    case "url":
      return t`Write the whole address, beginning with https://.`;
  }
}
