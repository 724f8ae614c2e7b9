import { Trans, useLingui } from "@lingui/react/macro";
import { Plus, Trash2, Zap } from "lucide-react";
import { useState } from "react";

import { undoable } from "../../app/undo";
import { useErrorToast } from "../../app/useErrorToast";
import { Button, Dialog, Empty, Field, IconButton, TextArea } from "../../components";
import type { QuickReply } from "../../host/contract";
import { commandId, useCommand } from "../../host/mutations";
import { useQuickReplies } from "../../host/queries";
import { Section } from "./Section";

/** The saved answers: each is typed as its shortcut after a slash. */
export function QuickReplies() {
  const { t } = useLingui();
  const { data: replies } = useQuickReplies();
  const [edited, setEdited] = useState<Partial<QuickReply> | null>(null);
  return (
    <Section
      title={t`Quick replies`}
      about={t`Type / and the shortcut at the beginning of a message.`}
      action={
        <Button onPress={() => setEdited({})}>
          <Plus aria-hidden="true" />
          {t`New quick reply`}
        </Button>
      }
    >
      <div className="settings__card">
        {replies?.length === 0 && (
          <Empty icon={<Zap aria-hidden="true" />} title={t`No quick replies yet`}>
            {t`Texts that you write often appear here.`}
          </Empty>
        )}
        <ul>
          {replies?.map((reply) => (
            <ReplyLine key={reply.quick_reply_id} reply={reply} onEdit={() => setEdited(reply)} />
          ))}
        </ul>
      </div>
      {edited !== null && <Editor reply={edited} onClose={() => setEdited(null)} />}
    </Section>
  );
}

function ReplyLine({ reply, onEdit }: { reply: QuickReply; onEdit: () => void }) {
  const { t } = useLingui();
  const save = useCommand("quick_reply_save");
  const remove = useCommand("quick_reply_delete");
  const failed = useErrorToast();
  const { shortcut, body } = reply;
  return (
    <li className="settings__item">
      <button type="button" className="settings__reply grow" onClick={onEdit}>
        <strong>/{shortcut}</strong>
        <span className="settings__about cut" dir="auto">
          {body}
        </span>
      </button>
      <IconButton
        label={t`Delete quick reply ${shortcut}`}
        onPress={() =>
          remove.mutate(
            { command_id: commandId(), quick_reply_id: reply.quick_reply_id },
            {
              onError: failed,
              onSuccess: () =>
                undoable(t`Quick reply deleted`, () => save.mutate({ command_id: commandId(), shortcut, body })),
            },
          )
        }
      >
        <Trash2 aria-hidden="true" />
      </IconButton>
    </li>
  );
}

function Editor({ reply, onClose }: { reply: Partial<QuickReply>; onClose: () => void }) {
  const { t } = useLingui();
  const [shortcut, setShortcut] = useState(reply.shortcut ?? "");
  const [body, setBody] = useState(reply.body ?? "");
  const save = useCommand("quick_reply_save");
  const failed = useErrorToast();
  const missing = shortcut.trim() === "" || body.trim() === "";
  const send = () => {
    if (missing) return;
    const id = reply.quick_reply_id;
    save.mutate(
      {
        command_id: commandId(),
        shortcut: shortcut.trim().replace(/^\//, ""),
        body: body.trim(),
        ...(id === undefined ? {} : { quick_reply_id: id }),
      },
      { onSuccess: onClose, onError: failed },
    );
  };
  return (
    <Dialog
      title={reply.quick_reply_id === undefined ? t`New quick reply` : t`Change quick reply`}
      isOpen
      onClose={onClose}
      onAccept={send}
      footer={
        <>
          <Button onPress={onClose}>{t`Cancel`}</Button>
          <Button
            kind="primary"
            chord="Mod+Enter"
            onPress={send}
            reason={missing ? t`A shortcut and a text are needed` : undefined}
          >
            {t`Save`}
          </Button>
        </>
      }
    >
      <div className="settings__form">
        <Field label={t`Shortcut`} autoFocus value={shortcut} onChange={setShortcut} help={t`Without the slash.`} />
        <TextArea label={t`Text`} rows={5} value={body} onChange={setBody} />
        <p className="settings__about">
          <Trans>
            {"{name}"} stands for the contact's name, {"{operator}"} for yours.
          </Trans>
        </p>
      </div>
    </Dialog>
  );
}
