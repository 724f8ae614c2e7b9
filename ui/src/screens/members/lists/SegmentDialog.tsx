import { useLingui } from "@lingui/react/macro";
import { Plus, Trash2, X } from "lucide-react";
import { useState } from "react";

import { errorWords } from "../../../app/errors";
import { useDecision } from "../../../app/useDecision";
import { Button, Dialog, Field, IconButton, Select } from "../../../components";
import type { Attribute, Segment, SegmentCondition, SegmentId } from "../../../host/contract";
import { useAttributes, useMemberLists } from "../../../host/members";
import { commandId } from "../../../host/mutations";
import { closeDialog, openList, useMembersView } from "../view";
import { ConditionFields } from "./ConditionFields";
import { useProblem } from "./useProblem";
import { readCondition, shownCondition } from "./value";

const FIRST: SegmentCondition = { condition: "seen", days: 30 };
type Kind = SegmentCondition["condition"];

/** A saved question about people: makes one, or changes it. */
export function SegmentDialog({ segment }: { segment: SegmentId | null }) {
  const attributes = useAttributes().data;
  const saved = useMemberLists().data?.segments.find(({ segment_id }) => segment_id === segment);
  if (attributes === undefined) return null;
  return <Question segment={segment} saved={saved} attributes={attributes} />;
}

function Question({
  segment,
  saved,
  attributes,
}: {
  segment: SegmentId | null;
  saved: Segment | undefined;
  attributes: readonly Attribute[];
}) {
  const { t, i18n } = useLingui();
  const [name, setName] = useState(saved?.name ?? "");
  // Values stand here as they are typed.
  const [conditions, setConditions] = useState<readonly SegmentCondition[]>(() =>
    (saved?.conditions ?? [FIRST]).map((condition) => shownCondition(condition, attributes, i18n.locale)),
  );
  const kept = conditions.map((condition) => readCondition(condition, attributes, i18n.locale));
  const [trouble, setTrouble] = useState<string | null>(null);
  const [command] = useState(commandId);
  const refused = ({ body }: { body: Parameters<typeof errorWords>[0] }) => setTrouble(i18n._(errorWords(body)));
  const save = useDecision("segment_save", closeDialog, {
    done: () => {
      const { choice } = useMembersView.getState();
      if (segment !== null && choice.list === "segment" && choice.segment === segment)
        openList({ list: "segment", segment, conditions: kept });
      closeDialog();
    },
    refused,
  });
  const remove = useDecision("segment_delete", closeDialog, {
    done: () => {
      openList({ list: "everyone" });
      closeDialog();
    },
    refused,
  });
  const unnamed = name.trim() === "" ? t`Give it a name first` : undefined;
  const problem = useProblem(attributes);
  const wrong = conditions.map(problem).find((words) => words !== undefined);
  const reason = conditions.length === 0 ? t`Ask at least one thing` : (unnamed ?? wrong);
  const sure = () => {
    if (reason !== undefined || save.isPending) return;
    const id = segment === null ? {} : { segment_id: segment };
    save.mutate({ command_id: command, ...id, name: name.trim(), conditions: kept });
  };
  const change = (at: number, condition: SegmentCondition) =>
    setConditions(conditions.map((one, place) => (place === at ? condition : one)));
  return (
    <Dialog
      isOpen
      title={segment === null ? t`New segment` : t`Change the segment`}
      onClose={closeDialog}
      onAccept={sure}
      remark={
        segment !== null && (
          <Button kind="danger" onPress={() => remove.mutate({ command_id: commandId(), segment_id: segment })}>
            <Trash2 aria-hidden="true" />
            {t`Delete`}
          </Button>
        )
      }
      footer={
        <>
          <Button onPress={closeDialog}>{t`Cancel`}</Button>
          <Button kind="primary" reason={reason} pending={save.isPending ? t`Saving…` : undefined} onPress={sure}>
            {t`Save`}
          </Button>
        </>
      }
    >
      <div className="member-form">
        <Field autoFocus label={t`Name`} value={name} onChange={setName} maxLength={60} />
        <p>{t`People of whom all of this is true:`}</p>
        {conditions.map((condition, at) => (
          // A condition has nothing else to be known by.
          // oxlint-disable-next-line react/no-array-index-key
          <div key={at} className="member-form__condition">
            <KindSelect condition={condition} onChange={(next) => change(at, next)} />
            <ConditionFields condition={condition} onChange={(next) => change(at, next)} />
            <IconButton
              size="small"
              label={t`Remove this condition`}
              onPress={() => setConditions(conditions.filter((_, place) => place !== at))}
            >
              <X aria-hidden="true" />
            </IconButton>
          </div>
        ))}
        <Button kind="ghost" onPress={() => setConditions([...conditions, FIRST])}>
          <Plus aria-hidden="true" />
          {t`One more condition`}
        </Button>
        {trouble !== null && (
          <p role="alert" className="member-form__trouble">
            {trouble}
          </p>
        )}
      </div>
    </Dialog>
  );
}

const EMPTY: Readonly<Record<Kind, SegmentCondition>> = {
  label: { condition: "label", label_id: 0 },
  attribute: { condition: "attribute", attribute_id: 0, value: null },
  group: { condition: "group", chat_id: 0 },
  seen: FIRST,
  silent: { condition: "silent", days: 60 },
  consent: { condition: "consent", purpose: "offers", may: true },
  opted_out: { condition: "opted_out" },
  never_asked: { condition: "never_asked" },
};

function KindSelect({
  condition,
  onChange,
}: {
  condition: SegmentCondition;
  onChange: (next: SegmentCondition) => void;
}) {
  const { t } = useLingui();
  const options: readonly { id: Kind; words: string }[] = [
    { id: "label", words: t`has the label` },
    { id: "attribute", words: t`has the field` },
    { id: "group", words: t`is in the group` },
    { id: "seen", words: t`wrote within` },
    { id: "silent", words: t`is silent for` },
    { id: "consent", words: t`consent` },
    { id: "opted_out", words: t`opted out` },
    { id: "never_asked", words: t`was never asked` },
  ];
  return (
    <Select
      label={t`Condition`}
      hideLabel
      options={options}
      value={condition.condition}
      onChange={(kind) => onChange(EMPTY[kind])}
    />
  );
}
