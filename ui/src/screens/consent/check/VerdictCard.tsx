import { useLingui } from "@lingui/react/macro";
import { Check, CircleCheck, CircleSlash, X } from "lucide-react";

import type { ConsentRow, PersonConsent } from "../../../host/contract";
import { firstWord } from "../../inbox/list/preview";
import { GradeMark } from "../GradeMark";
import { useConsentWords } from "../useConsentWords";
import { useRowWords } from "../useRowWords";
import { useVerdict } from "./useVerdict";

/** The answer in one look: yes or no with the reason, and how it stands with everything else. */
export function VerdictCard({ person, row }: { person: PersonConsent; row: ConsentRow }) {
  const { t } = useLingui();
  const { name } = useConsentWords();
  const said = useRowWords();
  const called = person.name === null ? t`The person` : firstWord(person.name);
  const verdict = useVerdict()(row, person.window, called);
  // What was asked stands first; replies, which no consent is needed for, come last.
  const rank = ({ purpose }: ConsentRow) => (purpose === row.purpose ? 0 : purpose === "service_replies" ? 2 : 1);
  return (
    <div className="answer">
      <div className={verdict.yes ? "answer__head answer__head--yes" : "answer__head answer__head--no"} role="status">
        {verdict.yes ? <CircleCheck aria-hidden="true" /> : <CircleSlash aria-hidden="true" />}
        <div className="grow">
          <p className="answer__title">{verdict.title}</p>
          <p className="answer__reason">{verdict.reason}</p>
        </div>
      </div>
      <ul className="answer__rows" aria-label={t`Every purpose`}>
        {person.purposes
          .toSorted((one, other) => rank(one) - rank(other))
          .map((one) => (
            <li key={one.purpose} className="answer__row">
              {one.denial === null ? (
                <Check className="consent-icon consent-icon--ok" role="img" aria-label={t`yes`} />
              ) : (
                <X className="consent-icon consent-icon--danger" role="img" aria-label={t`no`} />
              )}
              <span className="grow cut">{name(one.purpose)}</span>
              <span className="quiet numbers">{said(one, person.window).brief}</span>
              {one.grade === null ? <span className="grade-space" /> : <GradeMark grade={one.grade} still />}
            </li>
          ))}
      </ul>
    </div>
  );
}
