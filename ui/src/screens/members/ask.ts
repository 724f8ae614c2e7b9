import type { MemberRow, PurposeId } from "../../host/contract";
import { canBeAsked } from "../consent/words";

/** Why somebody is not asked together with others. */
export type NotAsked = "may" | "said_no" | "waits" | "no_window" | "blocked";

/** Whom a question about a purpose reaches now, and how many it does not reach, by reason. */
export interface Reach {
  asked: MemberRow[];
  rest: Partial<Record<NotAsked, number>>;
}

/** Inside the window somebody can be asked by buttons. Outside of it a template is chosen for each, in their own chat. */
export function reachOf(people: readonly MemberRow[], purpose: PurposeId): Reach {
  const reach: Reach = { asked: [], rest: {} };
  for (const row of people) {
    const why = notAsked(row, purpose);
    if (why === null) reach.asked.push(row);
    else reach.rest[why] = (reach.rest[why] ?? 0) + 1;
  }
  return reach;
}

function notAsked(row: MemberRow, purpose: PurposeId): NotAsked | null {
  const consent = row.consents.find((one) => one.purpose === purpose);
  if (consent !== undefined && consent.denial === null) return "may";
  const refusal = consent?.denial?.refusal;
  if (refusal === "blocked") return "blocked";
  if (consent?.state === "requested") return "waits";
  if (refusal !== undefined && !canBeAsked(refusal)) return "said_no";
  return row.chat_id === null || row.window.state !== "open" ? "no_window" : null;
}
