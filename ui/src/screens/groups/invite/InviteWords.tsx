import "../../inbox/composer/templates.css";

import { useLingui } from "@lingui/react/macro";
import { Info } from "lucide-react";

import { useFormat } from "../../../app/format";
import { CallOut, CheckBox, Field, Select } from "../../../components";
import { now } from "../../../host/clock";
import type { InviteBlank, InvitePlan, TemplateBlank } from "../../../host/contract";
import { blanksOf } from "../../inbox/composer/template";
import { TemplatePreview } from "../../inbox/composer/TemplateForm";
import { DAYS, endOfDay } from "./days";
import { type Chosen, idOf, type Inviting } from "./useInvite";

type Kind = InviteBlank["blank"];

/** What the people read who are invited, and those who wait; and until when seats are held. */
export function InviteWords({ inviting, plan }: { inviting: Inviting; plan: InvitePlan }) {
  const { t } = useLingui();
  const { message, waiting, counts, days } = inviting;
  const format = useFormat();
  if (message.template === undefined)
    return (
      <CallOut icon={<Info aria-hidden="true" />}>
        {t`No approved template can carry a group’s link. Add one from the library in the WhatsApp Manager: topic “group invite link”.`}
      </CallOut>
    );
  return (
    <div className="inviting__column">
      <Message label={t`Message`} chosen={message} inviting={inviting} plan={plan} carries />
      {plan.can_hold && counts.seats > 0 && (
        <Select
          label={t`Seats are held until`}
          value={String(days)}
          onChange={(id) => inviting.setDays(Number(id))}
          options={DAYS.map((day) => ({ id: String(day), words: format.date(endOfDay(now(), day)) }))}
        />
      )}
      {counts.waits > 0 && waiting.template !== undefined && (
        <>
          <CheckBox value={inviting.tell} onChange={inviting.setTell}>
            {t`Tell those who wait`}
          </CheckBox>
          {inviting.tell && (
            <Message label={t`Message to those who wait`} chosen={waiting} inviting={inviting} plan={plan} />
          )}
        </>
      )}
    </div>
  );
}

function Message({
  label,
  chosen,
  inviting,
  plan,
  carries = false,
}: {
  label: string;
  chosen: Chosen;
  inviting: Inviting;
  plan: InvitePlan;
  /** Whether the group's link stands in it. */
  carries?: boolean;
}) {
  const { template, offers, blanks } = chosen;
  const format = useFormat();
  const { t } = useLingui();
  if (template === undefined) return null;
  const first = plan.rows.find(({ place }) => place.place === (carries ? "seat" : "waits"));
  const words = (value: InviteBlank | undefined): string => {
    switch (value?.blank) {
      case "link":
        return "chat.whatsapp.com/…";
      case "group":
        return plan.subject;
      case "person":
        return first?.name ?? t`Name`;
      case "until":
        return format.date(inviting.until);
      case "words":
        return value.words;
      case undefined:
        return "";
    }
  };
  const own = blanksOf(template);
  const values = Object.fromEntries(own.map(({ name }) => [name, words(blanks[name])]));
  return (
    <div className="inviting__message">
      <Select
        label={label}
        value={idOf(template)}
        onChange={chosen.pick}
        options={offers.map((one) => ({
          id: idOf(one.template),
          words: `${one.template.name} · ${one.template.language}`,
        }))}
      />
      <TemplatePreview offer={{ template, denial: null }} values={values} />
      {own.map((blank) => (
        <Blank
          key={blank.name}
          blank={blank}
          value={blanks[blank.name] ?? { blank: "words", words: "" }}
          carries={carries}
          canHold={plan.can_hold}
          onChange={(value) => chosen.fill(blank.name, value)}
        />
      ))}
    </div>
  );
}

function Blank({
  blank,
  value,
  carries,
  canHold,
  onChange,
}: {
  blank: TemplateBlank;
  value: InviteBlank;
  carries: boolean;
  canHold: boolean;
  onChange: (value: InviteBlank) => void;
}) {
  const { t } = useLingui();
  const all: { id: Kind; words: string; fits: boolean }[] = [
    { id: "link", words: t`the group’s link`, fits: carries },
    { id: "group", words: t`the group’s name`, fits: true },
    { id: "person", words: t`the person’s name`, fits: true },
    { id: "until", words: t`the day until which the seat is held`, fits: carries && canHold },
    { id: "words", words: t`your own words`, fits: true },
  ];
  return (
    <div className="inviting__blank">
      <Select<Kind>
        label={t`Blank ${blank.name}`}
        value={value.blank}
        onChange={(id) => onChange(id === "words" ? { blank: id, words: "" } : { blank: id })}
        options={all.filter(({ fits }) => fits)}
      />
      {value.blank === "words" && (
        <Field
          hideLabel
          label={t`Words in blank ${blank.name}`}
          value={value.words}
          onChange={(words) => onChange({ blank: "words", words })}
        />
      )}
    </div>
  );
}
