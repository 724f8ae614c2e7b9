import { plural } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";

import type { BreakthroughId, ChatId, Condition, ContactId, LabelId, ScheduleId } from "../../../host/contract";
import { useNotificationRules } from "../../../host/notifications";
import { useChats, useLabels } from "../../../host/queries";
import { KINDS } from "../words";

/** Names of what rules speak about; what is gone says so. */
export interface Names {
  label: (id: LabelId) => string;
  schedule: (id: ScheduleId) => string | null;
  chat: (id: ChatId) => string;
  contact: (id: ContactId) => string;
  /** A condition in as few words as name it: «VIP», «3 messages in 5 min». */
  condition: (condition: Condition) => string;
  exception: (id: BreakthroughId) => string | null;
  /** How many exceptions there are. */
  exceptions: number;
}

/** Names in the language in force. */
export function useNames(): Names {
  const { t, i18n } = useLingui();
  const { data: rules } = useNotificationRules();
  const { data: labels } = useLabels();
  const { data: chats } = useChats({ filter: "all" });
  const rows = chats?.rows ?? [];
  const exceptions = rules?.breakthroughs ?? [];
  // Until the labels are there, none of them is missing.
  const label = (id: LabelId) =>
    labels === undefined ? "…" : (labels.find(({ label_id }) => label_id === id)?.name ?? t`a deleted label`);
  const chat = (id: ChatId) => {
    const row = rows.find(({ chat_id }) => chat_id === id);
    return row?.title ?? row?.phone_masked ?? t`a chat`;
  };
  const contact = (id: ContactId) => {
    const row = rows.find(({ contact_id }) => contact_id === id);
    return row?.title ?? row?.phone_masked ?? t`a member`;
  };
  const condition = (one: Condition): string => {
    switch (one.when) {
      case "chat":
        return chat(one.chat);
      case "contact":
        return contact(one.contact);
      case "label":
        return label(one.label);
      case "kind":
        return i18n._(KINDS[one.kind]);
      case "words":
        return t`“${one.phrases.join(", ")}”`;
      case "repeated":
        return t`${plural(one.count, { one: "# message", other: "# messages" })} in ${one.minutes} min`;
    }
  };
  return {
    label,
    chat,
    contact,
    condition,
    schedule: (id) => rules?.schedules.find(({ schedule_id }) => schedule_id === id)?.name ?? null,
    exception: (id) => {
      const found = exceptions.find(({ breakthrough_id }) => breakthrough_id === id);
      return found === undefined ? null : condition(found.condition);
    },
    exceptions: exceptions.length,
  };
}
