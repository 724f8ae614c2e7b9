import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import { Trans, useLingui } from "@lingui/react/macro";
import { CircleCheck, CircleDashed } from "lucide-react";
import { useEffect, useRef, useState } from "react";

import { errorWords } from "../../app/errors";
import { useFormat } from "../../app/format";
import { Avatar, Button, EnterRow, Field, Trouble } from "../../components";
import type { ChatId, ChatRow, DeliveryStatus, Workspace } from "../../host/contract";
import { commandId, useCommand } from "../../host/mutations";
import { useChats } from "../../host/queries";
import { usePreview, useRowName } from "../inbox/list/preview";
import { statusWord } from "../inbox/words";
import { Page } from "./Page";

/** Asks for a message from the owner's phone, and answers it. */
export function FirstMessage({
  workspace,
  onBack,
  onEnd,
}: {
  workspace: Workspace;
  /** None where there is no way back: the number has moved to a hub. */
  onBack: (() => void) | undefined;
  onEnd: () => void;
}) {
  const { t } = useLingui();
  const chats = useChats({ filter: "all" });
  const rows = chats.data?.rows ?? [];
  // The first person stays in sight; another one who writes meanwhile waits in the inbox, and so do groups.
  const [chat, setChat] = useState<ChatId | null>(null);
  const first = rows.find((row) => row.kind === "direct" && row.last !== null && !row.last.ours);
  if (chat === null && first !== undefined) setChat(first.chat_id);
  const shown = rows.find((row) => row.chat_id === chat) ?? null;
  const [isAnswered, setAnswered] = useState(false);
  const phones = workspace.accounts.filter((account) => account.set_up).map((account) => account.phone ?? "");
  const phone = phones.filter((one) => one !== "").join(", ");
  return (
    <Page
      title={shown === null ? t`Send us a message from your phone` : t`Your first message is here`}
      about={shown === null ? <Where phone={phone} /> : t`Answer it, and see that it arrives on the phone.`}
      takesFocus
      onBack={onBack}
      onNext={() => isAnswered && onEnd()}
      remark={!isAnswered && <Button kind="ghost" onPress={onEnd}>{t`Skip to the inbox`}</Button>}
      next={
        <Button
          kind="primary"
          size="large"
          type="submit"
          chord="Enter"
          reason={!isAnswered ? t`Answer the first message, or skip this` : undefined}
        >
          {t`Open the inbox`}
        </Button>
      }
    >
      <div className="first__fields" role="status">
        {shown === null ? (
          <div className="first__wait">
            <CircleDashed aria-hidden="true" />
            {t`Nothing has come in yet`}
          </div>
        ) : (
          <Arrived row={shown} />
        )}
      </div>
      {shown !== null && <Answer row={shown} isDone={isAnswered} onDone={() => setAnswered(true)} />}
    </Page>
  );
}

function Where({ phone }: { phone: string }) {
  // A console that has just been paired does not know the number yet.
  if (phone === "") return <Trans>Write anything to your number in WhatsApp. It appears here by itself.</Trans>;
  return (
    <Trans>
      Write anything to <strong className="numbers selectable">{phone}</strong> in WhatsApp. It appears here by itself.
    </Trans>
  );
}

function Arrived({ row }: { row: ChatRow }) {
  const { t } = useLingui();
  const format = useFormat();
  const name = useRowName(row);
  const preview = usePreview(row);
  if (row.last === null) return null;
  return (
    <div className="first__card">
      <div className="first__lit">
        <CircleCheck aria-hidden="true" />
        {t`Messages come in`}
      </div>
      <div className="first__message">
        <Avatar id={row.contact_id ?? row.chat_id} name={name} size={36} />
        <div className="grow">
          <div className="first__from">
            <strong>{name}</strong>
            <span className="quiet numbers">{format.exact(row.last.at)}</span>
          </div>
          <div dir="auto">{preview}</div>
          {row.last.status !== null && <Status row={row} />}
        </div>
      </div>
    </div>
  );
}

function Status({ row }: { row: ChatRow }) {
  const { i18n } = useLingui();
  const status = row.last?.status;
  return status == null ? null : <div className="quiet">{i18n._(statusWord(status))}</div>;
}

function Answer({ row, isDone, onDone }: { row: ChatRow; isDone: boolean; onDone: () => void }) {
  const { t, i18n } = useLingui();
  const [text, setText] = useState(t`Hello! Switchboard is set up.`);
  const field = useRef<HTMLInputElement>(null);
  const send = useCommand("message_send", { done: onDone });
  useEffect(() => field.current?.focus(), []);
  const answer = () => {
    if (send.isPending || text.trim() === "") return;
    const content = { kind: "text" as const, body: text.trim() };
    send.mutate({ command_id: commandId(), chat_id: row.chat_id, content });
  };
  if (isDone) return <Done row={row} />;
  return (
    <EnterRow className="first__answer" onEnter={answer}>
      <Field ref={field} className="grow" label={t`Your answer`} size="large" value={text} onChange={setText} />
      <Button
        size="large"
        kind="default"
        onPress={answer}
        reason={text.trim() === "" ? t`Write something first` : undefined}
        pending={send.isPending ? t`Sending…` : undefined}
      >
        {t`Send`}
      </Button>
      <Trouble words={send.error === null ? null : i18n._(errorWords(send.error.body))} />
    </EnterRow>
  );
}

/** Takes the focus from the field that is gone, so that Enter goes on. */
function Done({ row }: { row: ChatRow }) {
  const { i18n } = useLingui();
  const place = useRef<HTMLParagraphElement>(null);
  useEffect(() => place.current?.focus(), []);
  const [answered] = useState(row.last?.at ?? 0);
  return (
    <p ref={place} tabIndex={-1} className="first__done">
      {i18n._(doneWords(row, answered))}
    </p>
  );
}

/** What the provider says of the answer so far: nobody shall look at a phone for what has not left yet. */
function doneWords({ last }: ChatRow, answered: number): MessageDescriptor {
  const status = last?.status ?? null;
  if (status !== null && LOST.has(status)) return msg`The answer did not get through. The inbox says why.`;
  const isAnsweredBack = last !== null && !last.ours && last.at > answered;
  if (isAnsweredBack || (status !== null && ARRIVED.has(status))) return msg`Answered. Look at the phone: it is there.`;
  return msg`Your answer is on its way`;
}

const ARRIVED: ReadonlySet<DeliveryStatus> = new Set(["delivered", "read", "played"]);
const LOST: ReadonlySet<DeliveryStatus> = new Set(["refused", "failed", "cancelled", "discarded"]);
