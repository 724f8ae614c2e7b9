import "./simulator.css";

import { Trans, useLingui } from "@lingui/react/macro";
import { CircleAlert, Inbox, Moon, RotateCcw, Split } from "lucide-react";

import { errorWords } from "../../../app/errors";
import { useFormat } from "../../../app/format";
import { Button, CallOut, Empty, IconButton, Late, Skeleton } from "../../../components";
import { now } from "../../../host/clock";
import type { Simulate, Simulated } from "../../../host/contract";
import { toHostError } from "../../../host/host";
import { useSimulation } from "../../../host/notifications";
import { askAfresh, hasChat, useQuestion } from "./question";
import { QuestionSentence } from "./QuestionSentence";
import { Trace } from "./Trace";
import { useNames } from "./useNames";
import { VerdictCard } from "./VerdictCard";
import { useOutcomeWords } from "./words";

/** What happens if…: a question as a sentence, and the answer of the same rules that decide in earnest. */
export function Simulator() {
  const { t } = useLingui();
  const question = useQuestion();
  return (
    <div className="simulator">
      <div className="simulator__head">
        <h2 className="grow">{t`What happens if…`}</h2>
        <IconButton label={t`Begin again`} onPress={askAfresh}>
          <RotateCcw aria-hidden="true" />
        </IconButton>
      </div>
      {question === null ? (
        <Waits />
      ) : question.chat === null ? (
        <Empty icon={<Inbox aria-hidden="true" />} title={t`Nobody to ask about yet`}>
          {t`Once somebody has written, you can ask here what their next message would do.`}
        </Empty>
      ) : (
        <Asked question={question} />
      )}
    </div>
  );
}

function Asked({ question }: { question: Simulate }) {
  const { t, i18n } = useLingui();
  const answer = useSimulation(question);
  return (
    <>
      <QuestionSentence question={question} />
      {answer.data !== undefined ? (
        <Answer question={question} answer={answer.data} />
      ) : answer.error === null ? (
        <Waits />
      ) : (
        <Empty
          icon={<CircleAlert aria-hidden="true" />}
          title={t`There is no answer`}
          action={<Button onPress={() => void answer.refetch()}>{t`Try again`}</Button>}
        >
          {i18n._(errorWords(toHostError(answer.error).body))}
        </Empty>
      )}
    </>
  );
}

function Answer({ question, answer }: { question: Simulate; answer: Simulated }) {
  const { t } = useLingui();
  const { verdict } = answer;
  return (
    <>
      <VerdictCard verdict={verdict} />
      <h3>{t`Why, step by step`}</h3>
      <Trace verdict={verdict} kind={question.kind} inChat={hasChat(question.kind)} />
      <Otherwise answer={answer} />
    </>
  );
}

/** What would be done without the exception that rang through, and when a digest tells of what was silent. */
function Otherwise({ answer: { verdict, otherwise, digest_at: digestAt } }: { answer: Simulated }) {
  const names = useNames();
  const format = useFormat();
  const outcome = useOutcomeWords();
  const time = digestAt === null ? null : format.until(digestAt, now());
  if (otherwise === null)
    return time === null ? null : (
      <CallOut tone="accent" icon={<Moon aria-hidden="true" />}>
        <Trans>It is in the digest at {time}.</Trans>
      </CallOut>
    );
  const through = verdict.trace.map(({ rule }) => rule).findLast((rule) => rule.rule === "rings_through");
  const name = through === undefined ? null : names.exception(through.exception);
  const done = outcome(otherwise.outcome).brief;
  return (
    <CallOut tone="accent" icon={<Split aria-hidden="true" />}>
      {time === null ? (
        <Trans>
          <strong>Without “{name ?? ""}”:</strong> {done}.
        </Trans>
      ) : (
        <Trans>
          <strong>Without “{name ?? ""}”:</strong> {done}, and the digest at {time}.
        </Trans>
      )}
    </CallOut>
  );
}

function Waits() {
  return (
    <Late>
      <div className="simulator__waits">
        <Skeleton width="100%" height="58px" />
        <Skeleton width="80%" height="26px" />
        <Skeleton width="90%" height="26px" />
        <Skeleton width="70%" height="26px" />
      </div>
    </Late>
  );
}
