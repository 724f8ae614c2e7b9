import "./check.css";

import { useLingui } from "@lingui/react/macro";
import { CircleAlert, ListX, MessageCircleQuestion } from "lucide-react";

import { openChat } from "../../../app/navigation";
import { Button, CallOut, Late, Segmented, Select, Skeleton } from "../../../components";
import { usePersonConsent, usePurposes } from "../../../host/consent";
import type { ConsentRow, PersonConsent, PurposeId } from "../../../host/contract";
import { AskMenu } from "../ask/AskMenu";
import { PersonField } from "../PersonField";
import { useConsentWords } from "../useConsentWords";
import { askAbout, openRecord, type Somebody, useConsentView } from "../view";
import { canBeAsked, PURPOSES } from "../words";
import { CheckSeveral } from "./CheckSeveral";
import { Papers } from "./Papers";
import { useVerdict } from "./useVerdict";
import { VerdictCard } from "./VerdictCard";

/** Who may I message? The answer for one person, with its reason, and for several at once. */
export function Checker() {
  const { t } = useLingui();
  const person = useConsentView((view) => view.person);
  const purpose = useConsentView((view) => view.purpose);
  return (
    <div className="checker">
      <h2 className="checker__title">{t`Who may I message?`}</h2>
      <PersonField label={t`Person or number`} person={person} onPick={(next) => askAbout(next)} />
      <WhatFor purpose={purpose} />
      {person === null ? (
        <p className="checker__none">{t`Choose somebody, or an entry of the ledger.`}</p>
      ) : (
        <Answer person={person} purpose={purpose} />
      )}
      <CheckSeveral purpose={purpose} />
    </div>
  );
}

function WhatFor({ purpose }: { purpose: PurposeId }) {
  const { t } = useLingui();
  const { short, name } = useConsentWords();
  const { data } = usePurposes();
  const choose = (next: PurposeId) => useConsentView.setState({ purpose: next });
  const own = (data?.purposes ?? []).filter((one) => PURPOSES[one.purpose] === undefined);
  return (
    <div className="checker__for">
      <span className="field__label">{t`What for`}</span>
      <Segmented
        label={t`What for`}
        value={purpose}
        onChange={choose}
        options={Object.keys(PURPOSES).map((id) => ({ id, words: short(id), name: name(id) }))}
      />
      {own.length > 0 && (
        <Select
          label={t`Another purpose`}
          hideLabel
          faint={PURPOSES[purpose] !== undefined}
          value={PURPOSES[purpose] === undefined ? purpose : ""}
          onChange={(next) => next !== "" && choose(next)}
          options={[
            ...(PURPOSES[purpose] === undefined ? [] : [{ id: "", words: t`Another purpose` }]),
            ...own.map((one) => ({ id: one.purpose, words: name(one.purpose) })),
          ]}
        />
      )}
    </div>
  );
}

function Answer({ person, purpose }: { person: Somebody; purpose: PurposeId }) {
  const { t } = useLingui();
  const { person: known, isError } = usePersonConsent(person.whom);
  const row = known?.purposes.find((one) => one.purpose === purpose);
  if (isError)
    return (
      <CallOut tone="danger" icon={<CircleAlert aria-hidden="true" />}>
        {t`The answer could not be read. Until it is there, write to nobody.`}
      </CallOut>
    );
  if (known === null || row === undefined)
    return (
      <Late>
        <Skeleton width="100%" height="150px" />
      </Late>
    );
  return (
    <>
      <VerdictCard person={known} row={row} />
      <Instead person={known} row={row} somebody={person} />
      <Papers person={person} />
    </>
  );
}

/** What ended by itself, what may be done instead, and the buttons for it. */
function Instead({ person, row, somebody }: { person: PersonConsent; row: ConsentRow; somebody: Somebody }) {
  const { t } = useLingui();
  const verdict = useVerdict()(row, person.window, somebody.name);
  if (row.denial === null || verdict.instead === null) return null;
  const { refusal, instead } = row.denial;
  const stopped = refusal === "withdrawn" || refusal === "stopped_at_provider";
  const chat = person.chat_id;
  return (
    <>
      <CallOut icon={stopped ? <ListX aria-hidden="true" /> : <MessageCircleQuestion aria-hidden="true" />}>
        <p className="checker__strong">{stopped ? t`Stopped automatically` : t`What may be done`}</p>
        {stopped && <p className="checker__small">{t`What waited to be sent for it was taken out.`}</p>}
        <p className="checker__small">{verdict.instead}</p>
      </CallOut>
      <div className="checker__deeds">
        {chat !== null && (instead.alternative === "reply" || instead.alternative === "template") && (
          <Button size="small" onPress={() => openChat(chat)}>{t`Open the chat`}</Button>
        )}
        {canBeAsked(refusal) && (
          <>
            {chat !== null && <AskMenu person={somebody} window={person.window} rows={[row]} />}
            <Button size="small" onPress={() => openRecord({ person: somebody, purpose: row.purpose })}>
              {t`Record…`}
            </Button>
          </>
        )}
      </div>
    </>
  );
}
