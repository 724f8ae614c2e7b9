import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { Button as AriaButton } from "react-aria-components";
import { Avatar, Popover } from "@/components/index.ts";
import type { Message, ReceiptView, Receipts } from "@/host/contract.ts";
import { useMessageInfo } from "@/host/queries.ts";
import { useFormat } from "@/app/format.ts";
import { useSay } from "../say.ts";
import { statusWord } from "../words.ts";

/** How many of a group have a message; a press names them. */
export function ReadBy({ message, receipts }: { message: Message; receipts: Receipts }) {
  const { t } = useLingui();
  const [open, setOpen] = useState(false);
  const { of, read, delivered } = receipts;
  return (
    <Popover
      label={t`Who has this message`}
      placement="top"
      isOpen={open}
      onOpenChange={setOpen}
      trigger={
        <AriaButton className="link-button receipt-words">
          {read > 0 ? (
            <Trans>
              Read by {read} of {of}
            </Trans>
          ) : delivered > 0 ? (
            <Trans>
              Delivered to {delivered} of {of}
            </Trans>
          ) : (
            <Trans>Sent</Trans>
          )}
        </AriaButton>
      }
    >
      <div className="receipt-people">
        <People message={message} wanted={open} />
      </div>
    </Popover>
  );
}

function People({ message, wanted }: { message: Message; wanted: boolean }) {
  const { data, isError } = useMessageInfo(message.message_id, wanted);
  if (isError) return <Trans>The receipts could not be read. Close this and open it again.</Trans>;
  if (data === undefined) return <Trans>Loading…</Trans>;
  if (data.receipts.length === 0) return <Trans>No receipts yet.</Trans>;
  return (
    <ul>
      {data.receipts.map((receipt) => (
        <Person key={receipt.contact_id} receipt={receipt} />
      ))}
    </ul>
  );
}

function Person({ receipt }: { receipt: ReceiptView }) {
  const { t } = useLingui();
  const say = useSay();
  const format = useFormat();
  return (
    <li className="receipt-person">
      <Avatar size={24} id={receipt.contact_id} name={receipt.name} />
      <span className="grow cut">{receipt.name ?? t`No name`}</span>
      <span title={format.exact(receipt.at)}>
        {say(statusWord(receipt.status))} {format.clock(receipt.at)}
      </span>
    </li>
  );
}
