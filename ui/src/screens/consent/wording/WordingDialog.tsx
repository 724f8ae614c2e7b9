import { useLingui } from "@lingui/react/macro";
import { useState } from "react";

import { errorWords } from "../../../app/errors";
import { useDecision } from "../../../app/useDecision";
import { Button, Dialog, Select, TextArea, toast } from "../../../components";
import type { Purpose, Wording } from "../../../host/contract";
import { commandId } from "../../../host/mutations";
import { currentOf } from "../record/wordings";
import { useConsentWords } from "../useConsentWords";

const LANGUAGES = ["en", "ru", "de", "es", "pt", "fr", "it", "tr", "kk", "ka", "uk"];
const MOST = 1000;

/** A new text of a purpose. It becomes the next version; what people agreed to before stays as it was. */
export function WordingDialog({
  purpose,
  wordings,
  onClose,
}: {
  purpose: Purpose;
  wordings: readonly Wording[];
  onClose: () => void;
}) {
  const { t, i18n } = useLingui();
  const { name, code } = useConsentWords();
  const [language, setLanguage] = useState(i18n.locale.slice(0, 2));
  const [typed, setTyped] = useState<string | null>(null);
  const [trouble, setTrouble] = useState<string | undefined>();
  const [command] = useState(commandId);
  const inLanguage = wordings.filter((one) => one.purpose === purpose.purpose && one.language === language);
  const current = currentOf(inLanguage, purpose.purpose, language);
  const text = typed ?? current?.text ?? "";
  const save = useDecision("wording_save", onClose, {
    done: () => {
      toast(t`Text saved: ${code({ purpose: purpose.purpose, version })}`);
      onClose();
    },
    refused: (error) => setTrouble(i18n._(errorWords(error.body))),
  });
  const version = (current?.version ?? 0) + 1;
  const reason =
    text.trim() === ""
      ? t`Write the text first`
      : text.trim() === current?.text
        ? t`The text is the current one. Change it first`
        : undefined;
  const accept = () => {
    if (reason !== undefined || save.isPending) return;
    save.mutate({ command_id: command, purpose: purpose.purpose, language, text: text.trim() });
  };
  const what = name(purpose.purpose);
  return (
    <Dialog
      isOpen
      title={t`New text: ${what}`}
      onClose={onClose}
      onAccept={accept}
      footer={
        <>
          <Button onPress={onClose}>{t`Cancel`}</Button>
          <Button
            kind="primary"
            chord="Mod+Enter"
            reason={reason}
            pending={save.isPending ? t`Saving…` : undefined}
            onPress={accept}
          >
            {t`Save as ${code({ purpose: purpose.purpose, version })}`}
          </Button>
        </>
      }
    >
      <div className="asking">
        <Select
          label={t`Language`}
          value={language}
          onChange={(next) => {
            setLanguage(next);
            setTyped(null);
          }}
          options={languages(wordings, i18n.locale)}
        />
        <TextArea
          label={t`What the person is shown`}
          rows={4}
          autoFocus
          maxLength={MOST}
          value={text}
          onChange={setTyped}
          error={trouble}
          help={t`Say what comes, how often, and how to stop it. It is a new version: nothing is rewritten.`}
        />
      </div>
    </Dialog>
  );
}

/** The languages to choose from, each by its own name, those in use among them. */
function languages(wordings: readonly Wording[], locale: string): { id: string; words: string }[] {
  const all = new Set([...LANGUAGES, ...wordings.map((one) => one.language)]);
  const names = new Intl.DisplayNames([locale], { type: "language" });
  return [...all].map((id) => ({ id, words: names.of(id) ?? id }));
}
