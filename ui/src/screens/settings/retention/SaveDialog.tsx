import { useLingui } from "@lingui/react/macro";
import { CircleAlert } from "lucide-react";

import { Button, CallOut, Dialog } from "../../../components";
import { type Danger, wordOf } from "./rules";
import { type Subjects, useRuleWords } from "./useRuleWords";

/** Asks before rules are saved that erase people who were kept until now. */
export function SaveDialog({
  dangers,
  subjects,
  pending,
  trouble,
  onSave,
  onClose,
}: {
  dangers: readonly Danger[];
  subjects: Subjects;
  pending: boolean;
  /** Why it was not saved, in words. */
  trouble: string | null;
  onSave: () => void;
  onClose: () => void;
}) {
  const { t } = useLingui();
  const { title, time } = useRuleWords(subjects);
  const line = ({ why, of, days, before }: Danger) => {
    const called = title(of);
    const old = time(before);
    if (why === "gone") return t`${called}: the rule goes, shorter ones stay. Before: ${old}.`;
    const kept = time(days);
    return why === "new" ? t`${called}: ${kept}. Before: no rule.` : t`${called}: ${kept}. Before: ${old}.`;
  };
  return (
    <Dialog
      alert
      isOpen
      title={t`Erase people by these rules?`}
      onClose={onClose}
      footer={
        <>
          <Button autoFocus onPress={onClose}>{t`Cancel`}</Button>
          <Button kind="solid-danger" pending={pending ? t`Saving…` : undefined} onPress={onSave}>
            {t`Save and erase`}
          </Button>
        </>
      }
    >
      <div className="settings__form">
        <ul className="kept__dangers" aria-label={t`What erases people`}>
          {dangers.map((danger) => (
            <li key={wordOf(danger.of)}>{line(danger)}</li>
          ))}
        </ul>
        <p>
          {t`People whose last message is older are erased at once, the others when their time is over: name, numbers, messages and files, here and in the journal. It cannot be taken back.`}
        </p>
        <p>{t`The entries of the consent ledger stay under a random token that leads to nobody.`}</p>
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
