import { Trans, useLingui } from "@lingui/react/macro";
import { LockKeyhole, Plug, Tag, Trash2 } from "lucide-react";
import { useState } from "react";

import { useFormat } from "../../../app/format";
import { IconButton } from "../../../components";
import type { RetentionOf } from "../../../host/contract";
import { Picker } from "../../inbox/Picker";
import { PickBox, PickOne } from "../../notifications/simulator/PickOne";
import { daysTyped, type EditedRule, MOST_DAYS, PERIODS, wordOf } from "./rules";
import { type Subjects, useRuleWords } from "./useRuleWords";

const DAY = 86_400_000;
const HOLD = "hold";

interface LineProps {
  rule: EditedRule;
  subjects: Subjects;
  /** What the rule may be about: what no other rule is about. */
  free: readonly RetentionOf[];
  onChange: (rule: EditedRule) => void;
}

/** One rule as a sentence whose parts can be picked. */
export function RuleLine({ onRemove, ...props }: LineProps & { onRemove: () => void }) {
  const { t } = useLingui();
  const { rule, subjects } = props;
  const { name, title } = useRuleWords(subjects);
  const called = title(rule.of);
  return (
    <li className="kept__rule">
      <div className="grow">
        <p className="sentence" role="group" aria-label={called}>
          <Sentence {...props} />
        </p>
        {name(rule.of) === null && (
          <p className="field__error" role="alert">
            {t`What this rule is about is gone. Pick something else, or remove the rule.`}
          </p>
        )}
      </div>
      <IconButton className="kept__remove" label={t`Remove the rule: ${called}`} onPress={onRemove}>
        <Trash2 aria-hidden="true" />
      </IconButton>
    </li>
  );
}

function Sentence(props: LineProps) {
  const { of, days } = props.rule;
  if (of.of === "number")
    return days === null ? (
      <Trans>
        People at the number <PickOf {...props} /> are under <PickTime {...props} /> and stay.
      </Trans>
    ) : (
      <Trans>
        People at the number <PickOf {...props} /> are kept for <PickTime {...props} /> after the last message of the
        chat.
      </Trans>
    );
  return days === null ? (
    <Trans>
      People with the label <PickOf {...props} /> are under <PickTime {...props} /> and stay.
    </Trans>
  ) : (
    <Trans>
      People with the label <PickOf {...props} /> are kept for <PickTime {...props} /> after the last message of the
      chat.
    </Trans>
  );
}

/** The icon of what a rule is about. */
export function OfIcon({ of }: { of: RetentionOf }) {
  return of.of === "number" ? <Plug aria-hidden="true" /> : <Tag aria-hidden="true" />;
}

function PickOf({ rule, subjects, free, onChange }: LineProps) {
  const { t } = useLingui();
  const { name } = useRuleWords(subjects);
  const word = wordOf(rule.of);
  return (
    <PickOne
      label={t`Number or label`}
      words={name(rule.of) ?? t`gone`}
      icon={<OfIcon of={rule.of} />}
      none={t`Nothing fits`}
      options={free.map((of) => ({
        id: wordOf(of),
        words: name(of) ?? "",
        icon: <OfIcon of={of} />,
        detail: of.of === "number" ? t`number` : t`label`,
        chosen: wordOf(of) === word,
      }))}
      onPick={(id) => {
        const of = free.find((one) => wordOf(one) === id);
        if (of !== undefined) onChange({ ...rule, of });
      }}
    />
  );
}

function PickTime({ rule, subjects, onChange }: LineProps) {
  const { t } = useLingui();
  const format = useFormat();
  const { time } = useRuleWords(subjects);
  const [query, setQuery] = useState("");
  const typed = daysTyped(query);
  const offered = [...(typed === null ? [] : [typed]), ...PERIODS.filter((days) => days !== typed)];
  const wanted = query.trim().toLocaleLowerCase();
  const options = [
    ...offered.map((days) => ({
      id: String(days),
      words: time(days),
      detail: days < 60 ? undefined : format.span(days * DAY),
      chosen: days === rule.days,
    })),
    {
      id: HOLD,
      words: time(null),
      detail: t`for good`,
      icon: <LockKeyhole aria-hidden="true" />,
      chosen: rule.days === null,
    },
  ].filter(
    ({ id, words, detail }) =>
      id === String(typed) || [id, words, detail ?? ""].some((one) => one.toLocaleLowerCase().includes(wanted)),
  );
  const most = format.number(MOST_DAYS);
  return (
    <PickBox
      label={t`How long`}
      words={time(rule.days)}
      icon={rule.days === null ? <LockKeyhole aria-hidden="true" /> : undefined}
      onOpen={() => setQuery("")}
    >
      {(close) => (
        <Picker
          label={t`Days, or a legal hold`}
          query={query}
          onQuery={setQuery}
          options={options}
          none={t`Write a number of days, 1 to ${most}`}
          onPick={(id) => {
            close();
            onChange({ ...rule, days: id === HOLD ? null : Number(id) });
          }}
        />
      )}
    </PickBox>
  );
}
