import { plural } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";
import { useState } from "react";

import { errorWords } from "../../app/errors";
import { useDecision } from "../../app/useDecision";
import { Button, Dialog, TextArea, toast, Trouble } from "../../components";
import type { BlockView } from "../../host/contract";
import { useMember } from "../../host/members";
import { commandId } from "../../host/mutations";
import { type NotBlocked, reachOf } from "./reach";

/** Somebody who is to be blocked. */
export interface ToBlock {
  name: string;
  block: BlockView;
}

/** Blocks one person or several. It says first what that does, whom it reaches, and why not the rest. */
export function BlockDialog({
  people,
  onClose,
  onDone,
}: {
  people: readonly ToBlock[];
  onClose: () => void;
  onDone?: () => void;
}) {
  const { t, i18n } = useLingui();
  const [reason, setReason] = useState("");
  const [trouble, setTrouble] = useState<string | null>(null);
  const [command] = useState(commandId);
  const { reached, rest } = reachOf(people.map(({ block }) => block));
  const [count, all] = [reached.length, people.length];
  const block = useDecision("people_block", onClose, {
    done: () => {
      onClose();
      onDone?.();
      toast(
        t`${plural(count, { one: "WhatsApp is asked to block # person", other: "WhatsApp is asked to block # people" })}`,
      );
    },
    refused: (error) => setTrouble(i18n._(errorWords(error.body))),
  });
  const [only] = people;
  const name = only?.name ?? "";
  const sure = () => {
    if (count === 0 || block.isPending) return;
    block.mutate({ command_id: command, people: reached.map(({ whom }) => whom), reason: reason.trim() });
  };
  return (
    <Dialog
      alert
      isOpen
      title={all === 1 ? t`Block ${name}?` : t`${plural(all, { one: "Block # person?", other: "Block # people?" })}`}
      onClose={onClose}
      onAccept={sure}
      footer={
        <>
          <Button autoFocus onPress={onClose}>{t`Cancel`}</Button>
          <Button
            kind="solid-danger"
            reason={count === 0 ? t`Nobody of them can be blocked now` : undefined}
            pending={block.isPending ? t`Blocking…` : undefined}
            onPress={sure}
          >
            {t`Block`}
          </Button>
        </>
      }
    >
      <div className="asking">
        <p>
          {all === 1
            ? t`They cannot write to this number any more, and nothing can be sent to them from it. What waits to be sent is not sent.`
            : t`None of them can write to this number any more, and nothing can be sent to them from it. What waits to be sent is not sent.`}
        </p>
        {all === 1 && only !== undefined ? (
          <InGroups contact={only.block.whom.contact_id} />
        ) : (
          <p>{t`Blocking takes nobody out of a group. Remove people there by themselves.`}</p>
        )}
        {all > 1 && <p>{t`Of ${all} chosen, ${count} can be blocked.`}</p>}
        <Rest rest={rest} />
        <TextArea
          label={t`Reason`}
          help={t`For yourselves: it stands in the history. The person does not see it.`}
          rows={2}
          value={reason}
          onChange={setReason}
        />
        <Trouble words={trouble} />
      </div>
    </Dialog>
  );
}

/** Whoever is in our groups stays there. */
function InGroups({ contact }: { contact: number }) {
  const { t } = useLingui();
  const names = (useMember(contact).data?.groups ?? []).map(({ subject }) => subject).join(", ");
  return names === "" ? null : (
    <p>{t`Blocking takes nobody out of a group. Still there: ${names}. Remove them in the group if they are to leave it.`}</p>
  );
}

function Rest({ rest }: { rest: Partial<Record<NotBlocked, number>> }) {
  const { t } = useLingui();
  const { already = 0, not_written: silent = 0, unreachable = 0, not_here: elsewhere = 0 } = rest;
  const lines = [
    silent > 0 &&
      t`${plural(silent, { one: "# person has not written lately: WhatsApp blocks only people who wrote within a day", other: "# people have not written lately: WhatsApp blocks only people who wrote within a day" })}`,
    already > 0 && t`${plural(already, { one: "# person is blocked already", other: "# people are blocked already" })}`,
    unreachable > 0 &&
      t`${plural(unreachable, { one: "# person has no number or id", other: "# people have no number or id" })}`,
    elsewhere > 0 &&
      t`${plural(elsewhere, { one: "# person is at a number that cannot block", other: "# people are at a number that cannot block" })}`,
  ].filter((line) => line !== false);
  return lines.length === 0 ? null : (
    <ul className="member-form__rest">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}
