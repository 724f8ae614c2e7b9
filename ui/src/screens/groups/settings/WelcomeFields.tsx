import { useLingui } from "@lingui/react/macro";
import { useState } from "react";

import { useFormat } from "../../../app/format";
import { useErrorToast } from "../../../app/useErrorToast";
import { Button, Switch, TextArea, toast } from "../../../components";
import { now } from "../../../host/clock";
import type { GroupView, Welcome } from "../../../host/contract";
import { commandId, useCommand } from "../../../host/mutations";
import { useChat } from "../../../host/queries";
import { fill, LEAVE, lengthOf, LONGEST, NAME, RULES } from "./welcome";

/** What whoever comes in reads in the group: the text with its places, how it reads, and when it is sent. */
export function WelcomeFields({ group, closed }: { group: GroupView; closed: string | undefined }) {
  const { t } = useLingui();
  const failed = useErrorToast();
  const { welcome: before, set_up_by: operator, leave } = group.welcome;
  const [value, setValue] = useState(before);
  const save = useCommand("group_welcome_save", { done: () => void toast(t`Saved`), refused: failed });
  const problems = useProblems(value);
  const problem = problems.text ?? problems.rules;
  const same = value.text === before.text && value.rules === before.rules;
  const keep = (welcome: Welcome) => save.mutate({ command_id: commandId(), chat_id: group.row.chat_id, welcome });
  const letters = lengthOf(value.text);
  const [name, rules, out, most] = [NAME, RULES, LEAVE, LONGEST];
  return (
    <>
      <Switch
        value={before.on}
        onChange={(on) => closed === undefined && keep({ ...(problem === undefined ? value : before), on })}
      >
        {t`Welcome whoever comes in`}
      </Switch>
      <p className="field-note">
        <WhatHappens group={group} />
      </p>
      <TextArea
        label={t`Text of the welcome`}
        rows={5}
        value={value.text}
        onChange={(text) => setValue({ ...value, text })}
        help={t`${name} is the group’s name, ${rules} the rules, ${out} how to leave. ${letters} of ${most}`}
        error={problems.text}
      />
      <TextArea
        label={t`Rules of the group`}
        rows={3}
        value={value.rules}
        onChange={(typed) => setValue({ ...value, rules: typed })}
        error={problems.rules}
      />
      <div className="welcome-preview" role="group" aria-label={t`How the welcome reads`}>
        <p className="field__label" aria-hidden="true">{t`How the welcome reads`}</p>
        <p className="welcome-preview__bubble" dir="auto">
          {fill(value, group.row.subject, leave)}
        </p>
      </div>
      <div className="welcome-end">
        <Button
          reason={closed ?? problem ?? (same ? t`Nothing was changed yet` : undefined)}
          pending={save.isPending ? t`Saving…` : undefined}
          onPress={() => keep({ ...value, on: before.on })}
        >
          {t`Save the welcome`}
        </Button>
        {operator !== null && <span className="field-note">{t`Set up by ${operator}`}</span>}
      </div>
    </>
  );
}

/** Why it cannot be taken as it is. */
function useProblems({ text, rules }: Welcome) {
  const { t } = useLingui();
  const [place, out, most] = [RULES, LEAVE, LONGEST];
  const long = t`At most ${most} letters. Shorten it.`;
  return {
    text: text.includes(LEAVE)
      ? lengthOf(text) > LONGEST
        ? long
        : undefined
      : t`It has to say how to leave: put ${out} into it.`,
    rules:
      text.includes(RULES) && rules.trim() === ""
        ? t`Write the rules, or take ${place} out of the text.`
        : lengthOf(rules) > LONGEST
          ? long
          : undefined,
  };
}

/** When it is sent, and when not. */
function WhatHappens({ group }: { group: GroupView }) {
  const { t } = useLingui();
  const format = useFormat();
  const { welcome } = group.welcome;
  const { data: chat } = useChat(group.row.chat_id);
  if (!welcome.on)
    return t`Nobody is welcomed. Switched on, it goes into the group two minutes after somebody came in.`;
  const window = chat?.window;
  if (window === undefined)
    return t`It goes into the group two minutes after somebody came in, once for all who come in that time.`;
  if (window.state === "open") {
    const until = format.until(window.closes, now());
    return t`It goes into the group two minutes after somebody came in, once for all who come in that time. The group’s window is open until ${until}.`;
  }
  return t`The group’s window is closed, so a welcome waits until somebody writes in the group. If nobody does within a day, it is not sent.`;
}
