import { plural } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { errorWords } from "@/app/errors.ts";
import { useDecision } from "@/app/useDecision.ts";
import { Button, Dialog, Segmented } from "@/components/index.ts";
import type { GroupDetail, MessageId } from "@/host/contract.ts";
import { commandId } from "@/host/mutations.ts";
import { useOpenChat } from "../chat.tsx";
import { useView } from "../view.ts";

/** For how many days a message is usually pinned; longer than the provider takes is left out. */
const DAYS = [1, 7, 30] as const;
const USUAL = 7;

const close = () => useView.setState({ pinning: null });

/** Asks for how long a message is pinned. */
export function PinDialog() {
  const message = useView((view) => view.pinning);
  const { group } = useOpenChat();
  if (message === null || group === null) return null;
  return <Ask key={message} message={message} group={group} />;
}

function Ask({ message, group }: { message: MessageId; group: GroupDetail }) {
  const { t, i18n } = useLingui();
  const choices = DAYS.filter((days) => days <= group.pin_days);
  const [days, setDays] = useState(String(choices.includes(USUAL) ? USUAL : (choices[0] ?? 1)));
  const [trouble, setTrouble] = useState<string | null>(null);
  const [command] = useState(commandId);
  const pin = useDecision("message_pin", close, {
    done: close,
    refused: (error) => setTrouble(i18n._(errorWords(error.body))),
  });
  const most = group.most_pins;
  const full = group.pins.filter(({ until }) => until !== null).length >= most;
  const sure = () => pin.isPending || pin.mutate({ command_id: command, message_id: message, days: Number(days) });
  return (
    <Dialog
      isOpen
      title={t`Pin the message in the group?`}
      onClose={close}
      onAccept={sure}
      footer={
        <>
          <Button onPress={close}>{t`Cancel`}</Button>
          <Button kind="primary" chord="Mod+Enter" pending={pin.isPending ? t`Pinning…` : undefined} onPress={sure}>
            {t`Pin`}
          </Button>
        </>
      }
    >
      <div className="pin-ask">
        <Segmented
          label={t`For how long`}
          options={choices.map((choice) => ({
            id: String(choice),
            words: t`${plural(choice, { one: "# day", other: "# days" })}`,
          }))}
          value={days}
          onChange={setDays}
        />
        <p>{t`Everybody in the group sees it at the top.`}</p>
        {full ? (
          <p>{t`${plural(most, { one: "# message is pinned already, as many as WhatsApp takes. The oldest one is unpinned.", other: "# messages are pinned already, as many as WhatsApp takes. The oldest one is unpinned." })}`}</p>
        ) : null}
        {trouble === null ? null : (
          <p role="alert" className="pin-trouble">
            {trouble}
          </p>
        )}
      </div>
    </Dialog>
  );
}
