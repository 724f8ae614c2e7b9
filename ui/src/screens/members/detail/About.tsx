import { useLingui } from "@lingui/react/macro";
import { Pencil, Plus, X } from "lucide-react";
import { useState } from "react";

import { useNumbers } from "../../../app/numbers";
import { useErrorToast } from "../../../app/useErrorToast";
import { Button, Field, IconButton, Popover } from "../../../components";
import type { ContactId, MemberRow, MemberView } from "../../../host/contract";
import { commandId, useCommand } from "../../../host/mutations";
import { useLabels } from "../../../host/queries";
import { BlockStanding } from "../../blocks/BlockStanding";
import { AskMenu } from "../../consent/ask/AskMenu";
import { StateIcon } from "../../consent/StateIcon";
import { useConsentWords } from "../../consent/useConsentWords";
import { shownState, useRowWords } from "../../consent/useRowWords";
import { openRecord } from "../../consent/view";
import { canBeAsked } from "../../consent/words";
import { PhoneNumber } from "../../inbox/context/PhoneNumber";
import { MemberLabels } from "../MemberLabels";
import { SamePerson } from "../merge/SamePerson";
import { Attributes } from "./Attributes";

/** What is known of a person: keys, consents, labels, fields. */
export function About({ view }: { view: MemberView }) {
  return (
    <div className="member-about__blocks">
      <Keys view={view} />
      <Consents view={view} />
      <Labels view={view} />
      <Attributes view={view} />
      <SamePerson view={view} />
      <Blocks view={view} />
    </div>
  );
}

function Keys({ view }: { view: MemberView }) {
  const { t } = useLingui();
  const { row, profile_name: profile } = view;
  const id = view.identities.find(({ kind }) => kind === "user_id");
  return (
    <dl className="member-facts">
      <dt>{t`Phone`}</dt>
      <dd>
        <PhoneNumber contact={{ contact_id: row.whom.contact_id, phone_masked: row.phone_masked }} />
      </dd>
      <dt>{t`WhatsApp`}</dt>
      <dd className="cut">{profile ?? t`no name there`}</dd>
      {row.username !== null && (
        <>
          <dt>{t`Username`}</dt>
          <dd className="cut">@{row.username}</dd>
        </>
      )}
      {id !== undefined && (
        <>
          <dt>{t`User ID`}</dt>
          <dd className="cut selectable" title={id.value}>
            {id.value}
          </dd>
        </>
      )}
      <dt>{t`Name here`}</dt>
      <dd>
        <OwnName view={view} />
      </dd>
    </dl>
  );
}

/** The operator's own name; it is shown in the place of the profile's. */
function OwnName({ view }: { view: MemberView }) {
  const { t } = useLingui();
  const failed = useErrorToast();
  const [typed, setTyped] = useState(view.given_name ?? "");
  const name = useCommand("member_name", { refused: failed });
  return (
    <Popover
      label={t`Name here`}
      onOpenChange={(open) => open && setTyped(view.given_name ?? "")}
      trigger={
        <Button kind="ghost" size="small">
          {view.given_name ?? t`as on WhatsApp`}
          <Pencil aria-hidden="true" />
        </Button>
      }
    >
      {(close) => (
        <form
          className="member-form"
          onSubmit={(event) => {
            event.preventDefault();
            name.mutate({ command_id: commandId(), contact_id: view.row.whom.contact_id, name: typed });
            close();
          }}
        >
          <Field
            autoFocus
            label={t`Name here`}
            help={t`Empty shows the name on WhatsApp.`}
            value={typed}
            onChange={setTyped}
          />
          <Button type="submit" size="small">{t`Save`}</Button>
        </form>
      )}
    </Popover>
  );
}

function Consents({ view }: { view: MemberView }) {
  const { t } = useLingui();
  const { name } = useConsentWords();
  const words = useRowWords();
  const { row } = view;
  if (row.consents.length === 0) return null;
  const person = { whom: row.whom, name: row.name ?? row.phone_masked ?? "", chat: row.chat_id };
  const askable = row.consents.filter(({ denial }) => denial !== null && canBeAsked(denial.refusal));
  return (
    <div className="member-block">
      <h2>{t`Consent`}</h2>
      <ul aria-label={t`Consent`}>
        {row.consents.map((one) => (
          <li key={one.purpose} className="member-consent">
            <StateIcon state={shownState(one)} />
            <span className="cut grow" title={name(one.purpose)}>
              {name(one.purpose)}
            </span>
            <span className="quiet">{words(one, row.window).brief}</span>
          </li>
        ))}
      </ul>
      <div className="member-block__deeds">
        {row.chat_id !== null && <AskMenu person={person} window={row.window} rows={askable} />}
        <Button size="small" onPress={() => openRecord({ person })}>{t`Record a consent`}</Button>
      </div>
    </div>
  );
}

function Blocks({ view }: { view: MemberView }) {
  const { t } = useLingui();
  const { nameOf } = useNumbers();
  const { row, blocks, merged } = view;
  const called = ({ name, phone_masked: phone }: MemberRow) => name ?? phone ?? t`No name`;
  const name = called(row);
  const whose = (contact: ContactId) => {
    const other = merged.find((one) => one.row.whom.contact_id === contact);
    return other === undefined ? name : called(other.row);
  };
  return (
    <div className="member-block">
      <h2>{t`Block`}</h2>
      {blocks.map((one) => (
        <div key={`${one.whom.account_id} ${one.whom.contact_id}`} className="member-block__at">
          {blocks.length > 1 && (
            <p className="quiet">
              {merged.length > 0 && `${whose(one.whom.contact_id)} · `}
              {nameOf(one.whom.account_id)}
            </p>
          )}
          <BlockStanding view={one} name={whose(one.whom.contact_id)} />
        </div>
      ))}
    </div>
  );
}

function Labels({ view }: { view: MemberView }) {
  const { t } = useLingui();
  const failed = useErrorToast();
  const { row } = view;
  const labels = (useLabels().data ?? []).filter(({ label_id }) => row.labels.includes(label_id));
  const set = useCommand("member_label", { refused: failed });
  const takeOff = (label_id: number) =>
    set.mutate({ command_id: commandId(), people: [row.whom.contact_id], label_id, on: false });
  return (
    <div className="member-block">
      <h2>{t`Labels`}</h2>
      <div className="member-block__labels">
        {labels.map(({ label_id, name, color }) => (
          <span key={label_id} className={`member-label chip chip--label hue-${color}`}>
            {name}
            <IconButton size="small" label={t`Remove label ${name}`} onPress={() => takeOff(label_id)}>
              <X aria-hidden="true" />
            </IconButton>
          </span>
        ))}
        <Popover
          label={t`Labels`}
          trigger={
            <Button size="small">
              <Plus aria-hidden="true" />
              {t`Add`}
            </Button>
          }
        >
          {(close) => <MemberLabels people={[row]} onDone={close} />}
        </Popover>
      </div>
    </div>
  );
}
