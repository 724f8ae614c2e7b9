import { create } from "zustand";

import { parseTime } from "../../../app/time";
import { useNow } from "../../../host/clock";
import type { AlertKind, ChatRow, LabelId, Simulate, Timestamp } from "../../../host/contract";
import { useNotificationRules } from "../../../host/notifications";
import { useChats } from "../../../host/queries";

const HOUR = 3_600_000;

/** What the operator asked; nothing until something was picked. The lamp in the week grid follows it. */
const useAsked = create<{ asked: Simulate | null }>(() => ({ asked: null }));

/** What is asked now: what the operator picked, or a question to begin with. Null until there are chats. */
export function useQuestion(): Simulate | null {
  const asked = useAsked((state) => state.asked);
  const { data: rules } = useNotificationRules();
  const { data: chats } = useChats({ filter: "all" });
  const now = useNow(HOUR);
  if (asked !== null) return asked;
  if (chats === undefined || rules === undefined) return null;
  const labels = rules.breakthroughs.flatMap(({ condition }) => (condition.when === "label" ? [condition.label] : []));
  return begin(chats.rows, labels, now);
}

/** Asks. */
export function ask(question: Simulate): void {
  useAsked.setState({ asked: question });
}

/** Goes back to the question to begin with. */
export function askAfresh(): void {
  useAsked.setState({ asked: null });
}

/** Saturday night, and somebody with one of the labels, so that there is something to see. */
export function begin(rows: readonly ChatRow[], labels: readonly LabelId[], now: Timestamp): Simulate {
  const people = rows.filter(({ kind }) => kind === "direct");
  const labelled = people.find((row) => row.labels.some((label) => labels.includes(label)));
  return {
    kind: "message",
    chat: (labelled ?? people[0])?.chat_id ?? null,
    contact: null,
    text: "",
    at: parseTime("saturday 23:10", now) ?? now,
    looking: false,
    focus: false,
  };
}

const IN_GROUPS: ReadonlySet<AlertKind> = new Set<AlertKind>([
  "group_message",
  "participants",
  "join_request",
  "group_changed",
  "moderation_flag",
]);
const ONE_TO_ONE: ReadonlySet<AlertKind> = new Set<AlertKind>([
  "message",
  "voice_message",
  "contact_changed",
  "opt_out",
]);

/** Whether a kind can happen in such a chat. */
export function happensIn(kind: AlertKind, group: boolean): boolean {
  return group ? !ONE_TO_ONE.has(kind) : !IN_GROUPS.has(kind);
}

/** The same kind in another sort of chat, or the plain message of that sort. */
export function kindIn(kind: AlertKind, group: boolean): AlertKind {
  if (happensIn(kind, group)) return kind;
  return group ? "group_message" : "message";
}

/** What nobody in a chat does: it concerns a number or a template. */
export function hasChat(kind: AlertKind): boolean {
  return kind !== "template_status" && kind !== "quality";
}

/** What one of ours, the provider or time does: there is nobody to pick. */
export function hasPerson(kind: AlertKind): boolean {
  const others: readonly AlertKind[] = [
    "delivered",
    "read",
    "failed",
    "group_changed",
    "template_status",
    "quality",
    "assignment",
    "reminder",
    "moderation_flag",
  ];
  return !others.includes(kind);
}

/** Whether there are words in it that an exception may look for. */
export function hasWords(kind: AlertKind): boolean {
  return kind === "message" || kind === "group_message" || kind === "mention";
}
