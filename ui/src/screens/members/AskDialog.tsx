import { plural } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";
import { useState } from "react";

import { errorWords } from "../../app/errors";
import { Button, Dialog, Select, toast } from "../../components";
import { usePurposes } from "../../host/consent";
import { useHost } from "../../host/context";
import type { MemberRow } from "../../host/contract";
import { toHostError } from "../../host/host";
import { commandId } from "../../host/mutations";
import { askable, useConsentWords } from "../consent/useConsentWords";
import { type NotAsked, reachOf } from "./ask";
import { closeDialog, pickNobody } from "./view";

/** Asks several people for a consent. It says first whom the question reaches, and why not the rest. */
export function AskDialog({ rows }: { rows: readonly MemberRow[] }) {
  const { t, i18n } = useLingui();
  const host = useHost();
  const { name } = useConsentWords();
  const purposes = askable(usePurposes().data?.purposes ?? []);
  const [chosen, setChosen] = useState<string | null>(null);
  const [done, setDone] = useState<number | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const purpose = chosen ?? purposes[0]?.purpose;
  const reach = purpose === undefined ? { asked: [], rest: {} } : reachOf(rows, purpose);
  const [reached, all] = [reach.asked.length, rows.length];
  const sure = async () => {
    if (purpose === undefined || reached === 0 || done !== null) return;
    setTrouble(null);
    try {
      for (const [at, { chat_id: chat }] of reach.asked.entries()) {
        setDone(at);
        if (chat !== null)
          await host.call("consent_ask", { command_id: commandId(), chat_id: chat, purpose, template: null });
      }
      closeDialog();
      pickNobody();
      toast(t`${plural(reached, { one: "Asked # person", other: "Asked # people" })}`);
    } catch (error) {
      setDone(null);
      setTrouble(i18n._(errorWords(toHostError(error).body)));
    }
  };
  return (
    <Dialog
      isOpen
      title={t`Ask for a consent`}
      onClose={closeDialog}
      onAccept={() => void sure()}
      footer={
        <>
          <Button onPress={closeDialog}>{t`Cancel`}</Button>
          <Button
            kind="primary"
            reason={reached === 0 ? t`Nobody can be asked now` : undefined}
            pending={done === null ? undefined : t`Asked ${done} of ${reached}…`}
            onPress={() => void sure()}
          >
            {t`Ask`}
          </Button>
        </>
      }
    >
      <div className="member-form">
        <Select
          label={t`Purpose`}
          options={purposes.map((one) => ({ id: one.purpose, words: name(one.purpose) }))}
          value={purpose ?? ""}
          onChange={setChosen}
        />
        <p>{t`The question reaches ${reached} of ${all}. Each gets it with two buttons in their own chat.`}</p>
        <Rest rest={reach.rest} />
        {trouble !== null && (
          <p role="alert" className="member-form__trouble">
            {trouble}
          </p>
        )}
      </div>
    </Dialog>
  );
}

function Rest({ rest }: { rest: Partial<Record<NotAsked, number>> }) {
  const { t } = useLingui();
  const { may = 0, said_no: no = 0, waits = 0, no_window: closed = 0, blocked = 0 } = rest;
  const lines = [
    may > 0 && t`${plural(may, { one: "# person agreed already", other: "# people agreed already" })}`,
    waits > 0 &&
      t`${plural(waits, { one: "# person was asked and has not answered", other: "# people were asked and have not answered" })}`,
    no > 0 &&
      t`${plural(no, { one: "# person took it back; only they can change this", other: "# people took it back; only they can change this" })}`,
    blocked > 0 && t`${plural(blocked, { one: "# person is blocked", other: "# people are blocked" })}`,
    closed > 0 &&
      t`${plural(closed, { one: "# person has no open window: ask with a template in their chat", other: "# people have no open window: ask with a template in their chats" })}`,
  ].filter((line) => line !== false);
  return lines.length === 0 ? null : (
    <ul className="member-form__rest">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}
