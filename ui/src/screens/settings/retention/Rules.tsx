import { useQueryClient } from "@tanstack/react-query";
import { useLingui } from "@lingui/react/macro";
import { Archive, CircleAlert, Info, Plus } from "lucide-react";
import { useEffect, useRef, useState } from "react";

import { errorWords } from "../../../app/errors";
import { Button, CallOut, Empty, Menu, toast } from "../../../components";
import type { RetentionOf, RetentionRule } from "../../../host/contract";
import { keys } from "../../../host/keys";
import { commandId, useCommand } from "../../../host/mutations";
import { Section } from "../Section";
import { addRule, changeRule, discard, removeRule, settle, useDraft } from "./draft";
import { OfIcon, RuleLine } from "./RuleLine";
import { dangersOf, edited, type EditedRule, MOST_RULES, plain, sayTheSame, wordOf } from "./rules";
import { SaveDialog } from "./SaveDialog";
import { type Subjects, useRuleWords } from "./useRuleWords";

interface RulesProps {
  /** What is in force. */
  saved: readonly RetentionRule[];
  subjects: Subjects;
}

/** Everything that a rule can be about. */
function everything({ accounts, labels }: Subjects): RetentionOf[] {
  return [
    ...accounts.map(({ account_id }) => ({ of: "number" as const, account_id })),
    ...labels.map(({ label_id }) => ({ of: "label" as const, label_id })),
  ];
}

/** The rules, which wait for Save. */
export function Rules({ saved, subjects }: RulesProps) {
  const { t } = useLingui();
  const rules = useDraft((draft) => draft.rules) ?? edited(saved);
  return (
    <Section
      title={t`How long data is kept`}
      about={t`People are erased by themselves when nothing was written in their chat for so long. People of whom no rule speaks are kept.`}
      action={<AddRule saved={saved} subjects={subjects} rules={rules} />}
    >
      <CallOut icon={<Info aria-hidden="true" />}>
        {t`Erasing cannot be taken back: name, numbers, messages and files go, here and in the journal. The entries of the consent ledger stay under a random token that leads to nobody.`}
      </CallOut>
      <List saved={saved} subjects={subjects} rules={rules} />
      <p className="settings__about">
        {t`A label says more than the number. Of several labels the one that keeps longest counts. A legal hold keeps people whatever else says.`}
      </p>
      <SaveLine saved={saved} subjects={subjects} rules={rules} />
    </Section>
  );
}

type EditedProps = RulesProps & { rules: readonly EditedRule[] };

/** Where the focus goes when what had it is gone. */
function focusAdd(): void {
  document.querySelector<HTMLElement>(".kept__add")?.focus();
}

function AddRule({ saved, subjects, rules }: EditedProps) {
  const { t } = useLingui();
  const { title } = useRuleWords(subjects);
  const words = (
    <>
      <Plus aria-hidden="true" />
      {t`Add a rule`}
    </>
  );
  const most = MOST_RULES;
  if (rules.length >= most) return <Button reason={t`At most ${most} rules`}>{words}</Button>;
  return (
    <Menu
      label={t`What the rule is about`}
      placement="bottom end"
      trigger={<Button className="kept__add">{words}</Button>}
      entries={everything(subjects).map((of) => ({
        id: wordOf(of),
        words: title(of),
        icon: <OfIcon of={of} />,
        reason: rules.some((rule) => wordOf(rule.of) === wordOf(of)) ? t`has a rule` : undefined,
        run: () => addRule(saved, of),
      }))}
    />
  );
}

function List({ saved, subjects, rules }: EditedProps) {
  const { t } = useLingui();
  const box = useRef<HTMLDivElement>(null);
  /** Where the rule stood that was removed: the next one gets the focus. */
  const left = useRef<number | null>(null);
  useEffect(() => {
    if (left.current === null) return;
    const others = [...(box.current?.querySelectorAll<HTMLElement>(".kept__remove") ?? [])];
    const next = others[left.current] ?? others.at(-1);
    left.current = null;
    if (next === undefined) focusAdd();
    else next.focus();
  });
  const taken = new Set(rules.map(({ of }) => wordOf(of)));
  const all = everything(subjects);
  return (
    <div ref={box} className="settings__card">
      {rules.length === 0 && (
        <Empty icon={<Archive aria-hidden="true" />} title={t`No rules`}>
          {t`Everybody is kept until you erase them yourself.`}
        </Empty>
      )}
      <ul aria-label={t`Rules`}>
        {rules.map((rule, index) => (
          <RuleLine
            key={rule.id}
            rule={rule}
            subjects={subjects}
            free={all.filter((of) => wordOf(of) === wordOf(rule.of) || !taken.has(wordOf(of)))}
            onChange={(next) => changeRule(saved, next)}
            onRemove={() => {
              left.current = index;
              removeRule(saved, rule.id);
            }}
          />
        ))}
      </ul>
    </div>
  );
}

function SaveLine({ saved, subjects, rules }: EditedProps) {
  const { t, i18n } = useLingui();
  const client = useQueryClient();
  const { name } = useRuleWords(subjects);
  const [asking, setAsking] = useState(false);
  const [failed, setFailed] = useState<{ words: string; rules: readonly EditedRule[] } | null>(null);
  const done = useRef(false);
  useEffect(() => {
    if (!done.current) return;
    done.current = false;
    focusAdd();
  });
  const wanted = plain(rules);
  const dangers = dangersOf(saved, wanted);
  const changed = !sayTheSame(saved, wanted);
  const save = useCommand("retention_save", {
    done: (_, request) => {
      client.setQueryData(keys.retention, request.rules);
      settle(request.rules);
      setFailed(null);
      setAsking(false);
      done.current = true;
      toast(t`Rules saved`);
    },
    refused: (error) => setFailed({ words: i18n._(errorWords(error.body)), rules }),
  });
  const send = () => {
    if (!save.isPending) save.mutate({ command_id: commandId(), rules: wanted });
  };
  const undo = () => {
    done.current = true;
    discard();
  };
  // What was changed since was not refused.
  const trouble = failed?.rules === rules ? failed.words : null;
  const lost = rules.some(({ of }) => name(of) === null);
  const reason = !changed
    ? t`Nothing was changed`
    : lost
      ? t`A rule is about something that is gone. Pick something else, or remove the rule.`
      : undefined;
  return (
    <>
      {trouble !== null && !asking && (
        <div role="alert">
          <CallOut tone="danger" icon={<CircleAlert aria-hidden="true" />}>
            {trouble}
          </CallOut>
        </div>
      )}
      <div className="kept__save">
        <Button
          kind="primary"
          reason={reason}
          pending={save.isPending && !asking ? t`Saving…` : undefined}
          onPress={() => (dangers.length > 0 ? setAsking(true) : send())}
        >
          {dangers.length > 0 ? t`Save…` : t`Save`}
        </Button>
        {changed && <Button onPress={undo}>{t`Discard the changes`}</Button>}
        <span className="settings__about" role="status">
          {changed ? t`Not saved yet. Until then the rules from before hold.` : ""}
        </span>
      </div>
      {asking && (
        <SaveDialog
          dangers={dangers}
          subjects={subjects}
          pending={save.isPending}
          trouble={trouble}
          onSave={send}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}
