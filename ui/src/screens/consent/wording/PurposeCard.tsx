import { plural } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";
import { ChevronDown } from "lucide-react";
import { useId, useState } from "react";

import { useFormat } from "../../../app/format";
import { Button, Chip } from "../../../components";
import { now } from "../../../host/clock";
import type { Purpose, Wording } from "../../../host/contract";
import { isCurrent, keyOfText, textsOf } from "../record/wordings";
import { useConsentWords } from "../useConsentWords";
import { PERMITS } from "../words";

/** One purpose: what it permits, how it is given, and its texts, the current ones open. */
export function PurposeCard({
  purpose,
  wordings,
  onChange,
  onText,
}: {
  purpose: Purpose;
  wordings: readonly Wording[];
  onChange: () => void;
  onText: () => void;
}) {
  const { t, i18n } = useLingui();
  const { name } = useConsentWords();
  const what = name(purpose.purpose);
  const texts = textsOf(wordings, purpose.purpose, i18n.locale);
  const current = texts.filter((one) => isCurrent(wordings, one));
  const older = texts.filter((one) => !isCurrent(wordings, one));
  const replies = purpose.purpose === "service_replies";
  return (
    <section className="purpose" aria-label={what}>
      <div className="purpose__head">
        <div className="grow">
          <h2>{what}</h2>
          <Permits purpose={purpose} />
        </div>
        {!replies && (
          <>
            <Button size="small" aria-label={t`Change the purpose: ${what}`} onPress={onChange}>{t`Change…`}</Button>
            <Button size="small" aria-label={t`New text: ${what}`} onPress={onText}>{t`New text…`}</Button>
          </>
        )}
      </div>
      {current.map((one) => (
        <TextLine key={keyOfText(one)} wording={one} current />
      ))}
      {current.length === 0 && !replies && (
        <p className="wording__about">{t`There is no text yet, so nobody can be asked for it.`}</p>
      )}
      {older.length > 0 && <Older texts={older} />}
    </section>
  );
}

/** What a purpose permits and how it is given, as short facts. */
function Permits({
  purpose: { purpose, permits, invites, confirm, lasts_days: days, keywords },
}: {
  purpose: Purpose;
}) {
  const { t, i18n } = useLingui();
  if (purpose === "service_replies")
    return (
      <p className="wording__about">{t`Answers in the open window. They need no consent beside the person’s message.`}</p>
    );
  const nothing = permits.length === 0 && !invites;
  return (
    <div className="purpose__facts">
      {permits.map((category) => (
        <Chip key={category} tone="ok">
          {i18n._(PERMITS[category])}
        </Chip>
      ))}
      {invites && <Chip tone="ok">{t`invitations to groups`}</Chip>}
      {nothing && <Chip tone="warn">{t`permits nothing yet`}</Chip>}
      {confirm && <Chip>{t`needs a confirmation`}</Chip>}
      {days !== null && <Chip>{t`good for ${plural(days, { one: "# day", other: "# days" })}`}</Chip>}
      {keywords.length > 0 && <Chip>{t`granted by the word: ${keywords.join(", ")}`}</Chip>}
    </div>
  );
}

function TextLine({ wording, current = false }: { wording: Wording; current?: boolean }) {
  const { t } = useLingui();
  const format = useFormat();
  const { code } = useConsentWords();
  const since =
    now() - wording.since < 300 * 86_400_000 ? format.date(wording.since) : format.short(wording.since, now());
  return (
    <div className="text-line">
      <Chip tone={current ? "accent" : "plain"}>
        {code(wording)} · {wording.language.toUpperCase()}
      </Chip>
      <p className="grow" dir="auto" lang={wording.language}>
        {t`“${wording.text}”`}
      </p>
      <span className="wording__about numbers" title={wording.since === 0 ? undefined : format.exact(wording.since)}>
        {wording.since === 0 ? t`comes with Switchboard` : current ? t`since ${since}` : t`from ${since}`}
      </span>
    </div>
  );
}

function Older({ texts }: { texts: readonly Wording[] }) {
  const { t } = useLingui();
  const id = useId();
  const [open, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        className={open ? "purpose__older purpose__older--open" : "purpose__older"}
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => setOpen(!open)}
      >
        <ChevronDown aria-hidden="true" />
        {t`${plural(texts.length, { one: "# older text", other: "# older texts" })}`}
      </button>
      {open && (
        <div id={id}>
          {texts.map((one) => (
            <TextLine key={keyOfText(one)} wording={one} />
          ))}
        </div>
      )}
    </>
  );
}
