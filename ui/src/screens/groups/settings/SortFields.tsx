import { useLingui } from "@lingui/react/macro";
import { useState } from "react";

import { Field, Select } from "../../../components";
import type { GroupKind } from "../../../host/contract";
import { useNotificationRules } from "../../../host/notifications";
import { useOutcomeWords } from "../../notifications/simulator/words";
import { useGroupWords } from "../useGroupWords";
import { KIND_HELP, KINDS, TOPICS } from "../words";

const NONE = "none";
const OWN = "own";
const isKind = (id: string): id is GroupKind => id in KINDS;

/** What a kind means, and how its messages alert. */
function KindNote({ kind }: { kind: GroupKind }) {
  const { t, i18n } = useLingui();
  const say = useOutcomeWords();
  const { data: rules } = useNotificationRules();
  const row = rules?.group_kinds.find((one) => one.kind === kind);
  const help = i18n._(KIND_HELP[kind]);
  if (row === undefined) return <p className="field-note">{help}</p>;
  const [message, mention] = [say(row.message).title, say(row.mention).title];
  return (
    <p className="field-note">
      {help} {t`A message: ${message}. A mention: ${mention}. Notifications can change that.`}
    </p>
  );
}

/** What a group is for and about. */
export interface Sorted {
  kind: GroupKind | null;
  topic: string | null;
}

/** Chooses what a group is for and about; a topic of one's own is written. */
export function SortFields({ value, onChange }: { value: Sorted; onChange: (value: Sorted) => void }) {
  const { t, i18n } = useLingui();
  const words = useGroupWords();
  const { kind, topic } = value;
  const [own, setOwn] = useState(topic !== null && !(topic in TOPICS));
  const choose = (id: string) => {
    setOwn(id === OWN);
    onChange({ kind, topic: id === NONE || id === OWN ? null : id });
  };
  return (
    <>
      <Select
        label={t`What it is for`}
        value={kind ?? NONE}
        onChange={(id) => onChange({ kind: isKind(id) ? id : null, topic })}
        options={[
          { id: NONE, words: words.kind(null) },
          ...(Object.keys(KINDS) as GroupKind[]).map((id) => ({ id, words: i18n._(KINDS[id]) })),
        ]}
      />
      {kind !== null && <KindNote kind={kind} />}
      <Select
        label={t`What it is about`}
        value={own ? OWN : (topic ?? NONE)}
        onChange={choose}
        options={[
          { id: NONE, words: t`No topic` },
          ...Object.keys(TOPICS).map((id) => ({ id, words: words.topic(id) })),
          { id: OWN, words: t`A topic of your own` },
        ]}
      />
      {topic === "vip" && (
        <p className="field-note">{t`Every message rings and is urgent, unless you set something else for the chat.`}</p>
      )}
      {own && (
        <Field
          label={t`Topic`}
          value={topic ?? ""}
          maxLength={40}
          onChange={(typed) => onChange({ kind, topic: typed === "" ? null : typed })}
        />
      )}
    </>
  );
}
