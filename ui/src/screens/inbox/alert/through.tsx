import { plural } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";
import { Star } from "lucide-react";
import type { ReactNode } from "react";
import type { Breakthrough, ChatDetail, Condition, Label } from "@/host/contract.ts";
import { useNotificationRules } from "@/host/notifications.ts";
import { useLabels } from "@/host/queries.ts";
import { useRowName } from "../list/preview.ts";

/** What of a chat is heard in spite of silence. */
export interface Through {
  icon: ReactNode;
  words: string;
}

const NO_ROW = { title: null, phone_masked: null, kind: "direct" } as const;

/** What rings through in a chat, of the exceptions that `fits` leaves; null where nothing does. */
export function useThrough(
  detail: ChatDetail | undefined,
  fits: (exception: Breakthrough) => boolean = () => true,
): Through | null {
  const { t, i18n } = useLingui();
  const { data: rules } = useNotificationRules();
  const { data: labels } = useLabels();
  const chat = useRowName(detail?.row ?? NO_ROW);
  const found = (rules?.breakthroughs ?? []).filter(
    (one) => detail?.alert.through.includes(one.breakthrough_id) === true && fits(one),
  );
  if (found.length === 0) return null;
  const names = [...new Set(found.map(({ condition }) => throughName(condition, detail, labels ?? [], chat)))];
  const who = new Intl.ListFormat(i18n.locale, { type: "conjunction" }).format(names);
  const only = new Set(found.map(({ schedule }) => schedule));
  const schedule = only.size === 1 ? rules?.schedules.find(({ schedule_id }) => only.has(schedule_id)) : undefined;
  const count = names.length;
  const name = schedule?.name;
  const words =
    name === undefined
      ? t`${plural(count, { one: `${who} rings through`, other: `${who} ring through` })}`
      : t`${plural(count, { one: `${who} rings through “${name}”`, other: `${who} ring through “${name}”` })}`;
  return { icon: <Star aria-hidden />, words };
}

/** An exception of a chat by the name of whatever it is for. Words, kinds and repeats are not of a chat. */
function throughName(
  condition: Condition,
  detail: ChatDetail | undefined,
  labels: readonly Label[],
  chat: string,
): string {
  if (condition.when === "label") return labels.find(({ label_id }) => label_id === condition.label)?.name ?? chat;
  if (condition.when !== "contact") return chat;
  const participant = detail?.group?.participants.find(({ contact_id }) => contact_id === condition.contact);
  return participant?.name ?? participant?.phone_masked ?? chat;
}
