import "./trace.css";

import { useLingui } from "@lingui/react/macro";
import { Minus, Monitor, Moon, Star } from "lucide-react";

import { letsOf, OutcomeTriple } from "../../../components/OutcomeTriple";
import type { AlertKind, Verdict } from "../../../host/contract";
import { RuleIcon } from "./RuleIcon";
import { type Asked, type Change, type Line, linesOf } from "./steps";
import { useStepWords } from "./useStepWords";

/**
 * Why it was decided so: every step that changed something with the outcome after it, the deciding one filled, and
 * what was asked without changing anything in outline.
 */
export function Trace({
  verdict,
  kind,
  inChat = true,
}: {
  verdict: Verdict;
  /** What happened. */
  kind: AlertKind;
  /** Whether it happened in a chat: then it is said if that sets nothing. */
  inChat?: boolean;
}) {
  const { t } = useLingui();
  const lines = linesOf(verdict, { inChat });
  return (
    <ol className="trace" aria-label={t`Why, step by step`}>
      {lines.map((line, at) => (
        // The place of a step is its identity: each answer has its own trace.
        // oxlint-disable-next-line react/no-array-index-key
        <TraceLine key={at} line={line} kind={kind} />
      ))}
    </ol>
  );
}

function TraceLine({ line, kind }: { line: Line; kind: AlertKind }) {
  const { t } = useLingui();
  const words = useStepWords();
  const change = useChangeWords();
  if (line.line === "skipped") {
    const { title, detail } = words.skipped(line.asked);
    return (
      <li className="trace__step trace__step--skipped">
        <span className="trace__icon">
          <AskedIcon asked={line.asked} />
        </span>
        <span className="trace__words">
          <span className="trace__title">{title}</span>
          <span className="trace__detail">{detail}</span>
        </span>
        <span className="trace__change">{line.asked === "focus" ? t`not blocked` : t`no change`}</span>
      </li>
    );
  }
  const { step, decides, triple } = line;
  const { title, detail } = words.step(step, kind);
  return (
    <li className={decides ? "trace__step trace__step--decides" : "trace__step"}>
      <span className="trace__icon">
        <RuleIcon rule={step.rule} kind={kind} />
      </span>
      <span className="trace__words">
        <span className="trace__title">{title}</span>
        <span className="trace__detail">
          {detail} {decides && <span>{t`Decides the result.`}</span>}
        </span>
      </span>
      {triple ? (
        <OutcomeTriple lets={letsOf(step.outcome)} />
      ) : (
        <span className="trace__change">{change(line.change)}</span>
      )}
    </li>
  );
}

function useChangeWords(): (change: Change | null) => string {
  const { t } = useLingui();
  return (change) => {
    switch (change) {
      case "sound":
        return t`sound set`;
      case "volume":
        return t`volume set`;
      case "preview":
        return t`text hidden or shown`;
      case "importance":
        return t`importance set`;
      case "attention":
        return t`attention set`;
      case null:
        return t`no change`;
    }
  };
}

function AskedIcon({ asked }: { asked: Asked }) {
  switch (asked) {
    case "chat":
      return <Minus aria-hidden="true" />;
    case "silence":
      return <Moon aria-hidden="true" />;
    case "through":
      return <Star aria-hidden="true" />;
    case "focus":
      return <Monitor aria-hidden="true" />;
  }
}
