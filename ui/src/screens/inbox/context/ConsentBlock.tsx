import { Trans, useLingui } from "@lingui/react/macro";
import { Button as Pressable } from "react-aria-components";
import { openConsent } from "@/app/navigation.ts";
import { Button } from "@/components/index.ts";
import { useNow } from "@/host/clock.ts";
import type { ChatDetail, ConsentRow, ServiceWindow } from "@/host/contract.ts";
import { AskMenu } from "../../consent/ask/AskMenu.tsx";
import { GradeMark } from "../../consent/GradeMark.tsx";
import { somebodyIn } from "../../consent/somebody.ts";
import { StateIcon } from "../../consent/StateIcon.tsx";
import { useConsentWords } from "../../consent/useConsentWords.ts";
import { shownState, useRowWords } from "../../consent/useRowWords.ts";
import { askAbout, openRecord } from "../../consent/view.ts";
import { canBeAsked } from "../../consent/words.ts";
import { windowAt } from "../composer/WindowLine.tsx";
import { MINUTE } from "../time.ts";

/** How it stands with each purpose, how well that is proved, and the ways to a consent. */
export function ConsentBlock({ detail }: { detail: ChatDetail }) {
  const { t } = useLingui();
  const minute = useNow(MINUTE);
  const window = windowAt(detail.window, minute);
  const person = somebodyIn(detail);
  if (person === null || detail.contact === null) return null;
  const rows = detail.contact.consents;
  const askable = rows.filter(({ denial }) => denial !== null && canBeAsked(denial.refusal));
  const look = () => {
    askAbout(person);
    openConsent("ledger");
  };
  return (
    <section className="context-block">
      <div className="context-head">
        <h3>
          <Trans>Consent</Trans>
        </h3>
        <Pressable className="context-link" aria-label={t`Ledger: the consents of this person`} onPress={look}>
          <Trans>Ledger</Trans>
        </Pressable>
      </div>
      <ul aria-label={t`Consent`}>
        {rows.map((row) => (
          <Line key={row.purpose} row={row} window={window} />
        ))}
      </ul>
      <div className="context-deeds">
        <AskMenu person={person} window={window} rows={askable} />
        <Button size="small" onPress={() => openRecord({ person })}>{t`Record…`}</Button>
      </div>
    </section>
  );
}

function Line({ row, window }: { row: ConsentRow; window: ServiceWindow }) {
  const { name } = useConsentWords();
  const { brief, why } = useRowWords()(row, window);
  // Replies need no consent beside the window, so their icon follows it.
  const replies = row.purpose === "service_replies";
  const state = replies ? (row.denial === null ? "granted" : null) : shownState(row);
  return (
    <li className="context-consent">
      <StateIcon state={state} />
      <span className="cut" title={name(row.purpose)}>
        {name(row.purpose)}
      </span>
      <span className="context-consent__brief">{brief}</span>
      {row.grade === null ? <span /> : <GradeMark grade={row.grade} />}
      {why === null ? null : <span className="context-consent__why">{why}</span>}
    </li>
  );
}
