import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";

import type { InviteRow, LeftOut, Refusal } from "../../../host/contract";

const DENIED: Readonly<Record<Refusal, MessageDescriptor>> = {
  window_closed: msg`no consent to invitations`,
  no_consent: msg`never asked about invitations`,
  asked: msg`asked, no answer yet`,
  not_confirmed: msg`the consent is not confirmed yet`,
  declined: msg`said no to invitations`,
  withdrawn: msg`opt-out`,
  stopped_at_provider: msg`stopped offers in WhatsApp`,
  expired: msg`the consent has expired`,
  no_such_purpose: msg`no purpose permits invitations`,
  blocked: msg`blocked`,
  group_link: msg`no consent to invitations`,
};

const OTHER: Readonly<Record<Exclude<LeftOut["left_out"], "denied">, MessageDescriptor>> = {
  inside: msg`already in the group`,
  invited: msg`already invited`,
  waiting: msg`waits for a seat already`,
  removed: msg`removed before: no link lets them back in`,
  unreachable: msg`no number or id to write to`,
  nameless: msg`no name, and the message begins with one`,
};

/** Why somebody is left out, in a few words. */
export function leftOutWords(why: LeftOut): MessageDescriptor {
  return why.left_out === "denied" ? DENIED[why.denial.refusal] : OTHER[why.left_out];
}

/** Those who are left out, by the reason, in the order in which they were chosen. */
export function byReason(rows: readonly InviteRow[]): { why: LeftOut; rows: InviteRow[] }[] {
  const groups = new Map<string, { why: LeftOut; rows: InviteRow[] }>();
  for (const row of rows) {
    if (row.place.place !== "left_out") continue;
    const { why } = row.place;
    const key = why.left_out === "denied" ? why.denial.refusal : why.left_out;
    const known = groups.get(key);
    if (known === undefined) groups.set(key, { why, rows: [row] });
    else known.rows.push(row);
  }
  return [...groups.values()];
}

/** Whether asking could make it so that they may be invited. */
export function mayBeAsked(why: LeftOut): boolean {
  return why.left_out === "denied" && (why.denial.refusal === "no_consent" || why.denial.refusal === "expired");
}
