import { useLingui } from "@lingui/react/macro";
import { ChevronDown, FlaskConical, MessageSquare } from "lucide-react";
import { useId } from "react";

import { useFormat } from "../../../app/format";
import { openChat, openNotifications } from "../../../app/navigation";
import { Button } from "../../../components";
import { letsOf, OutcomeTriple } from "../../../components/OutcomeTriple";
import type { Decided } from "../../../host/contract";
import { deciding } from "../simulator/steps";
import { Trace } from "../simulator/Trace";
import { useStepWords } from "../simulator/useStepWords";
import { KindIcon, KINDS } from "../words";

/** One decision: when, what, where, what was done and why in one line. It opens the trace. */
export function DecisionLine({
  decided,
  isOpen,
  onToggle,
}: {
  decided: Decided;
  isOpen: boolean;
  onToggle: (open: boolean) => void;
}) {
  const { i18n, t } = useLingui();
  const format = useFormat();
  const trace = useId();
  const { at, kind, chat, name, words, verdict } = decided;
  // A reminder of no chat is of what a silence held back, or of several who wait.
  const what = kind === "reminder" && chat === null ? t`Who waits for an answer` : i18n._(KINDS[kind]);
  return (
    <article className={isOpen ? "decision decision--open" : "decision"}>
      <button
        type="button"
        className="decision__line"
        aria-expanded={isOpen}
        aria-controls={isOpen ? trace : undefined}
        onClick={() => onToggle(!isOpen)}
      >
        <span className="decision__time numbers" title={format.exact(at)}>
          {format.clock(at)}
        </span>
        <span className="decision__icon" title={what}>
          <KindIcon kind={kind} />
          <span className="unseen">{what}</span>
        </span>
        <span className="decision__words">
          <span className="decision__what cut">
            <span className="decision__name">{name ?? what}</span> <span className="quiet">{words}</span>
          </span>
          <Why decided={decided} />
        </span>
        <OutcomeTriple lets={letsOf(verdict.outcome)} />
        <ChevronDown className="decision__sign" aria-hidden="true" />
      </button>
      {isOpen && (
        <div id={trace} className="decision__trace">
          <Trace verdict={verdict} kind={kind} inChat={decided.chat !== null} />
          <Deeds decided={decided} />
        </div>
      )}
    </article>
  );
}

function Why({ decided: { verdict, kind } }: { decided: Decided }) {
  const words = useStepWords();
  const step = verdict.trace[deciding(verdict.trace)];
  if (step === undefined) return null;
  const { title, detail } = words.step(step, kind);
  return (
    <span className="decision__why cut">
      <span>{title}.</span> <span>{detail}</span>
    </span>
  );
}

function Deeds({ decided: { chat, message } }: { decided: Decided }) {
  const { t } = useLingui();
  if (chat === null) return null;
  return (
    <div className="decision__deeds">
      <Button size="small" onPress={() => openChat(chat, message)}>
        <MessageSquare aria-hidden="true" />
        {t`Open the chat`}
      </Button>
      <Button size="small" onPress={() => openNotifications("schedules", chat)}>
        <FlaskConical aria-hidden="true" />
        {t`Test another time`}
      </Button>
    </div>
  );
}
