import { Trans, useLingui } from "@lingui/react/macro";

import type { Simulate } from "../../../host/contract";
import { ask, hasChat, hasPerson, hasWords } from "./question";
import { PickCircumstance, PickKind, PickWords } from "./pick-event";
import { PickMoment } from "./PickMoment";
import { PickPerson, PickPlace } from "./pick-people";

/** The question as a sentence, each part of which can be picked. */
export function QuestionSentence({ question }: { question: Simulate }) {
  const { t } = useLingui();
  const change = (some: Partial<Simulate>) => ask({ ...question, ...some });
  const props = { question, change };
  const { kind } = question;
  return (
    <p className="sentence" role="group" aria-label={t`What happens if…`}>
      {hasPerson(kind) ? (
        hasWords(kind) ? (
          <Trans>
            <PickPerson {...props} /> <PickKind {...props} /> <PickWords {...props} /> in <PickPlace {...props} /> on{" "}
            <PickMoment {...props} /> while <PickCircumstance {...props} />
          </Trans>
        ) : (
          <Trans>
            <PickPerson {...props} /> <PickKind {...props} /> in <PickPlace {...props} /> on <PickMoment {...props} />{" "}
            while <PickCircumstance {...props} />
          </Trans>
        )
      ) : hasChat(kind) ? (
        <Trans>
          <PickKind {...props} /> in <PickPlace {...props} /> on <PickMoment {...props} /> while{" "}
          <PickCircumstance {...props} />
        </Trans>
      ) : (
        <Trans>
          <PickKind {...props} /> on <PickMoment {...props} /> while <PickCircumstance {...props} />
        </Trans>
      )}
    </p>
  );
}
