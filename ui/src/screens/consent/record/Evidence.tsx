import { useLingui } from "@lingui/react/macro";
import { FileText, MessageSquareText, Paperclip, X } from "lucide-react";
import { type DragEvent, useEffect, useId, useState } from "react";

import { useFormat } from "../../../app/format";
import { Button, IconButton, TextArea } from "../../../components";
import { now } from "../../../host/clock";
import { shortHash, useConsentWords } from "../useConsentWords";
import type { Kept, Said } from "./evidence";
import type { RecordForm } from "./useRecord";
import { useProofFile } from "./useProofFile";
import { useNewestMessages } from "./useNewestMessages";

/** What proves the consent: a message of the chat, a file, or what was said in words. */
export function Evidence({ form }: { form: RecordForm }) {
  const { t } = useLingui();
  const { how } = form;
  return (
    <div role="group" aria-label={t`Evidence`}>
      <span className="field__label record__label">{t`Evidence`}</span>
      {how === "message" ? <MessageProof form={form} /> : null}
      {how === "call" || how === "in_person" ? (
        <TextArea
          label={t`What was said`}
          hideLabel
          rows={2}
          value={form.proof.note}
          onChange={form.setNote}
          placeholder={t`What was said, and by whom it was heard`}
        />
      ) : null}
      {how === "message" ? null : <FileProof form={form} optional={how !== "paper_form"} />}
    </div>
  );
}

function MessageProof({ form }: { form: RecordForm }) {
  const { t } = useLingui();
  const { said } = form.proof;
  const messages = useNewestMessages(form.person?.chat ?? null);
  if (said !== null) return <SaidCard said={said} onRemove={() => form.setSaid(null)} />;
  if (form.person === null) return <p className="record__none">{t`Choose a person first.`}</p>;
  if (messages.length === 0) return <p className="record__none">{t`There is no message of this person here.`}</p>;
  return (
    <div className="record__texts">
      <p className="record__about">{t`Which message says so?`}</p>
      {messages.map((one) => (
        <button key={one.id} type="button" className="record__message cut" onClick={() => form.setSaid(one)}>
          <SaidLine said={one} />
        </button>
      ))}
    </div>
  );
}

function SaidLine({ said }: { said: Said }) {
  const { when } = useConsentWords();
  return (
    <>
      <span dir="auto">{said.words}</span> <span className="record__about">{when(said.at)}</span>
    </>
  );
}

function SaidCard({ said, onRemove }: { said: Said; onRemove: () => void }) {
  const { t } = useLingui();
  const format = useFormat();
  return (
    <div className="record__card record__proof">
      <MessageSquareText aria-hidden="true" />
      <div className="grow">
        <p className="record__quote" dir="auto">
          {said.words}
        </p>
        <p className="record__about" title={format.exact(said.at)}>
          {t`Message, ${format.until(said.at, now())}`}
        </p>
      </div>
      <IconButton size="small" label={t`Choose another message`} onPress={onRemove}>
        <X aria-hidden="true" />
      </IconButton>
    </div>
  );
}

function FileProof({ form, optional }: { form: RecordForm; optional: boolean }) {
  const { t } = useLingui();
  const input = useId();
  const [dropping, setDropping] = useState(false);
  const { take, problem, isReading } = useProofFile(form.person?.chat ?? null, form.setKept);
  usePaste(take);
  const { kept } = form.proof;
  if (kept !== null) return <KeptCard kept={kept} onRemove={() => form.setKept(null)} />;
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setDropping(false);
    take(event.dataTransfer.files[0]);
  };
  return (
    <div
      role="presentation"
      className={dropping ? "record__drop record__drop--over" : "record__drop"}
      onDragOver={(event) => {
        event.preventDefault();
        setDropping(true);
      }}
      onDragLeave={() => setDropping(false)}
      onDrop={drop}
    >
      <input
        id={input}
        type="file"
        hidden
        aria-label={t`File`}
        onChange={(event) => {
          take(event.target.files?.[0]);
          event.target.value = "";
        }}
      />
      <Button
        size="small"
        pending={isReading ? t`Reading…` : undefined}
        onPress={() => document.getElementById(input)?.click()}
      >
        <Paperclip aria-hidden="true" />
        {optional ? t`Add a file` : t`Choose a scan`}
      </Button>
      <span className="record__about grow">{t`or drop it here, or paste it`}</span>
      {problem !== null && (
        <p className="record__problem" role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}

/** A scan that is pasted anywhere in the dialog is taken; pasted words are not. */
function usePaste(take: (file: File | undefined) => void): void {
  useEffect(() => {
    const onPaste = (event: ClipboardEvent) => {
      const file = event.clipboardData?.files[0];
      if (file === undefined) return;
      event.preventDefault();
      take(file);
    };
    document.addEventListener("paste", onPaste);
    return () => document.removeEventListener("paste", onPaste);
  }, [take]);
}

function KeptCard({ kept, onRemove }: { kept: Kept; onRemove: () => void }) {
  const { t } = useLingui();
  const format = useFormat();
  return (
    <div className="record__card record__proof">
      <FileText aria-hidden="true" />
      <div className="grow">
        <p className="record__quote cut">{kept.name}</p>
        <p className="record__about numbers">
          {t`${format.bytes(kept.bytes)} · fingerprint`} <span className="record__hash">{shortHash(kept.file)}</span>
        </p>
      </div>
      <IconButton size="small" label={t`Remove the file`} onPress={onRemove}>
        <X aria-hidden="true" />
      </IconButton>
    </div>
  );
}
