import { useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { Button, Dialog, Field } from "@/components/index.ts";
import type { ChatId } from "@/host/contract.ts";
import { useSendContent } from "./useSendContent.ts";

/** A contact card to send. */
export function CardDialog({ chat, onClose }: { chat: ChatId; onClose: () => void }) {
  const { t } = useLingui();
  const send = useSendContent(chat);
  const [name, setName] = useState("");
  const [phone, setPhone] = useState("");
  const [email, setEmail] = useState("");
  const [company, setCompany] = useState("");
  const reason = name.trim() === "" ? t`A name is needed.` : undefined;
  const given = (text: string) => (text.trim() === "" ? [] : [text.trim()]);
  const accept = () => {
    if (reason !== undefined) return;
    const card = { name: name.trim(), phones: given(phone), emails: given(email) };
    send({ kind: "contacts", cards: [company.trim() === "" ? card : { ...card, company: company.trim() }] });
    onClose();
  };
  return (
    <Dialog
      isOpen
      title={t`Send a contact card`}
      onClose={onClose}
      onAccept={accept}
      footer={
        <>
          <Button onPress={onClose}>{t`Cancel`}</Button>
          <Button kind="primary" chord="Mod+Enter" reason={reason} onPress={accept}>{t`Send`}</Button>
        </>
      }
    >
      <div className="form-grid">
        <Field label={t`Name`} autoFocus value={name} onChange={setName} />
        <Field label={t`Phone`} value={phone} onChange={setPhone} />
        <Field label={t`Mail`} value={email} onChange={setEmail} />
        <Field label={t`Company`} value={company} onChange={setCompany} />
      </div>
    </Dialog>
  );
}
