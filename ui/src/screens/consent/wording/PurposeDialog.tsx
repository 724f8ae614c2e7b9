import { useLingui } from "@lingui/react/macro";
import { CircleAlert } from "lucide-react";
import { useState } from "react";

import { errorWords } from "../../../app/errors";
import { useDecision } from "../../../app/useDecision";
import { Button, CallOut, CheckBox, Dialog, Field, toast } from "../../../components";
import type { Purpose, TemplateCategory } from "../../../host/contract";
import { commandId } from "../../../host/mutations";
import { useConsentWords } from "../useConsentWords";
import { PERMITS, PURPOSES } from "../words";
import { daysOf, NEW_PURPOSE, wordFor, wordsOf } from "./purpose";

const CATEGORIES: readonly TemplateCategory[] = ["marketing", "utility", "authentication"];

/** Makes a purpose, or changes what one permits. Its word in the ledger never changes. */
export function PurposeDialog({
  purpose,
  taken,
  onClose,
}: {
  /** None makes a new one. */
  purpose: Purpose | null;
  taken: readonly Purpose[];
  onClose: () => void;
}) {
  const { t, i18n } = useLingui();
  const { name } = useConsentWords();
  const [edited, setEdited] = useState(purpose ?? NEW_PURPOSE);
  const [days, setDays] = useState(purpose?.lasts_days == null ? "" : String(purpose.lasts_days));
  const [keywords, setKeywords] = useState(purpose?.keywords.join(", ") ?? "");
  const [trouble, setTrouble] = useState<string | null>(null);
  const [command] = useState(commandId);
  const change = (some: Partial<Purpose>) => setEdited((all) => ({ ...all, ...some }));
  const ownTitle = purpose === null || PURPOSES[purpose.purpose] === undefined;
  const lasts = daysOf(days);
  const save = useDecision("purpose_save", onClose, {
    done: () => {
      toast(t`Purpose saved`);
      onClose();
    },
    refused: (error) => setTrouble(i18n._(errorWords(error.body))),
  });
  const reason = () => {
    if (ownTitle && (edited.title ?? "").trim() === "") return t`Type a name first`;
    return Number.isNaN(lasts) ? t`Write a number of days, or nothing` : undefined;
  };
  const accept = () => {
    if (reason() !== undefined || save.isPending) return;
    const title = ownTitle ? (edited.title ?? "").trim() : null;
    const word = purpose?.purpose ?? wordFor(title ?? "", taken);
    save.mutate({
      command_id: command,
      purpose: { ...edited, purpose: word, title, lasts_days: lasts, keywords: wordsOf(keywords) },
    });
  };
  const permits = (category: TemplateCategory, on: boolean) =>
    change({ permits: CATEGORIES.filter((one) => (one === category ? on : edited.permits.includes(one))) });
  const called = purpose === null ? "" : name(purpose.purpose);
  return (
    <Dialog
      isOpen
      title={purpose === null ? t`New purpose` : t`Change the purpose: ${called}`}
      onClose={onClose}
      onAccept={accept}
      footer={
        <>
          <Button onPress={onClose}>{t`Cancel`}</Button>
          <Button
            kind="primary"
            chord="Mod+Enter"
            reason={reason()}
            pending={save.isPending ? t`Saving…` : undefined}
            onPress={accept}
          >
            {t`Save`}
          </Button>
        </>
      }
    >
      <div className="asking">
        {ownTitle && (
          <Field label={t`Name`} autoFocus value={edited.title ?? ""} onChange={(title) => change({ title })} />
        )}
        <div role="group" aria-label={t`What it permits`} className="purpose__boxes">
          <span className="field__label">{t`What it permits`}</span>
          {CATEGORIES.map((category) => (
            <CheckBox key={category} value={edited.permits.includes(category)} onChange={(on) => permits(category, on)}>
              {i18n._(PERMITS[category])}
            </CheckBox>
          ))}
          <CheckBox value={edited.invites} onChange={(invites) => change({ invites })}>
            {t`invitations to groups`}
          </CheckBox>
        </div>
        <div role="group" aria-label={t`How it is given`} className="purpose__boxes">
          <span className="field__label">{t`How it is given`}</span>
          <CheckBox value={edited.confirm} onChange={(confirm) => change({ confirm })}>
            {t`It counts only once the person confirmed it by a button`}
          </CheckBox>
        </div>
        <Field
          label={t`Good for how many days`}
          value={days}
          onChange={setDays}
          help={t`Empty is without end.`}
          error={Number.isNaN(lasts) ? t`Write a number of days, or nothing` : undefined}
        />
        <Field
          label={t`Words that grant it`}
          value={keywords}
          onChange={setKeywords}
          help={t`As a whole message, with commas between them.`}
        />
        {trouble !== null && (
          <div role="alert">
            <CallOut tone="danger" icon={<CircleAlert aria-hidden="true" />}>
              {trouble}
            </CallOut>
          </div>
        )}
      </div>
    </Dialog>
  );
}
