import type { Breakthrough, ChatDetail, Condition, Verdict } from "@/host/contract.ts";
import { rings } from "../alert/rings.ts";
import type { Asked } from "../view.ts";

/** Which silence an exception could have passed; null where it rang, or where no silence is the reason. */
export function silencedBy({ outcome, trace }: Verdict): "muted" | "quiet_now" | "schedule" | null {
  if (rings(outcome)) return null;
  for (const { rule } of trace.toReversed())
    if (rule.rule === "muted" || rule.rule === "quiet_now" || rule.rule === "schedule") return rule.rule;
  return null;
}

/** Whom an exception is for: who wrote, where that is known, else the chat. */
export function throughFor({ chat, sender }: Pick<Asked, "chat" | "sender">, detail: ChatDetail): Condition {
  const contact = sender?.contact ?? detail.contact?.contact_id;
  return contact === undefined ? { when: "chat", chat } : { when: "contact", contact };
}

/** Whether somebody rings through already, a mute included if that is what keeps silent. */
export function alreadyThrough(all: readonly Breakthrough[], condition: Condition, muted: boolean): boolean {
  return all.some(
    (one) =>
      (one.muted_too || !muted) &&
      one.schedule === null &&
      one.lets.sound &&
      JSON.stringify(one.condition) === JSON.stringify(condition),
  );
}
