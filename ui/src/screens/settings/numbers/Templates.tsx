import type { MessageDescriptor } from "@lingui/core";
import { msg, plural } from "@lingui/core/macro";
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";

import { Button, Chip } from "../../../components";
import type { Account, Template } from "../../../host/contract";
import { useAccountTemplates } from "../../../host/queries";
import { LightLine } from "../LightLine";
import type { Tone } from "./standing-words";

const STATES: Readonly<Record<string, [Tone, MessageDescriptor]>> = {
  APPROVED: ["ok", msg`approved`],
  PENDING: ["plain", msg`under review`],
  IN_APPEAL: ["plain", msg`in appeal`],
  REINSTATED: ["ok", msg`approved again`],
  FLAGGED: ["warn", msg`flagged`],
  PAUSED: ["warn", msg`paused`],
  REJECTED: ["danger", msg`rejected`],
  DISABLED: ["danger", msg`switched off`],
  LOCKED: ["danger", msg`locked`],
  LIMIT_EXCEEDED: ["danger", msg`too many templates`],
  ARCHIVED: ["warn", msg`archived`],
  UNARCHIVED: ["ok", msg`out of the archive`],
  PENDING_DELETION: ["warn", msg`being deleted`],
  DELETED: ["danger", msg`deleted`],
};

const REASONS: Readonly<Record<string, MessageDescriptor>> = {
  INVALID_FORMAT: msg`Its format is not as it must be. Change it in the WhatsApp Manager.`,
  ABUSIVE_CONTENT: msg`WhatsApp finds it abusive. Write another one.`,
  INCORRECT_CATEGORY: msg`Its category is another one. Change it in the WhatsApp Manager.`,
  PROMOTIONAL: msg`It is advertising, but not filed as such. Change its category.`,
  SCAM: msg`WhatsApp takes it for a fraud. Write another one.`,
  TAG_CONTENT_MISMATCH: msg`Its language or category does not fit its text. Change it in the WhatsApp Manager.`,
  FIRST_PAUSE: msg`People did not like it. It goes on after three hours by itself.`,
  SECOND_PAUSE: msg`People did not like it again. It goes on after six hours by itself; the next time it is switched off.`,
  RATE_LIMITING_PAUSE: msg`It is sent slowly until WhatsApp knows how people take it.`,
  DISABLED: msg`People did not like it three times. Write another one.`,
};

const QUALITY: Readonly<Record<string, [Tone, MessageDescriptor]>> = {
  GREEN: ["ok", msg`quality high`],
  YELLOW: ["warn", msg`quality medium`],
  RED: ["danger", msg`quality low`],
};

/** How many templates a number has, and each with its state, quality and reason. */
export function Templates({ account }: { account: Account }) {
  const { t } = useLingui();
  const [open, setOpen] = useState(false);
  const { data: templates } = useAccountTemplates(account.account_id);
  if (templates === undefined || templates.length === 0) return null;
  const amiss = templates.filter((template) => template.status !== "APPROVED");
  const about = t`${plural(amiss.length, { one: "# cannot be sent", other: "# cannot be sent" })}`;
  return (
    <>
      <LightLine
        tone={amiss.length > 0 ? "warn" : "ok"}
        name={t`Templates`}
        {...(amiss.length > 0 ? { about } : {})}
        action={
          <Button kind="ghost" size="small" aria-expanded={open} onPress={() => setOpen(!open)}>
            {open ? t`Hide` : t`Show`}
          </Button>
        }
      >
        <span className="numbers">{templates.length}</span>
      </LightLine>
      {open && (
        <ul className="settings__templates" aria-label={t`Templates`}>
          {[...amiss, ...templates.filter((template) => template.status === "APPROVED")].map((template) => (
            <Row key={`${template.name}/${template.language}`} template={template} />
          ))}
        </ul>
      )}
    </>
  );
}

function Row({ template }: { template: Template }) {
  const { i18n } = useLingui();
  const { name, language, status, reason, quality, announced } = template;
  const state = STATES[status] ?? (["warn", raw(status)] as const);
  const rated = quality == null ? undefined : QUALITY[quality];
  return (
    <li className="settings__line">
      <div className="grow">
        <div>
          {name} <span className="quiet">{language}</span>
        </div>
        {reason != null && <div className="settings__about">{i18n._(REASONS[reason] ?? raw(reason))}</div>}
        {announced != null && (
          <div className="settings__about">
            <Trans>WhatsApp will count it as another kind from tomorrow on, at another price.</Trans>
          </div>
        )}
      </div>
      {rated !== undefined && rated[0] !== "ok" && <Chip tone={rated[0]}>{i18n._(rated[1])}</Chip>}
      <Chip tone={state[0]}>{i18n._(state[1])}</Chip>
    </li>
  );
}

function raw(word: string): MessageDescriptor {
  return { id: word, message: word };
}
