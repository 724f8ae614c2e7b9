import type { Label, RetentionRule } from "../../contract";
import { HostError } from "../../host";
import { accounts } from "../workspace";

const NEVER = { retry: "never" } as const;

/** The rules as the core takes them: each about a number or a label that there is, none twice, a day at least. */
export function checked(rules: RetentionRule[], labels: readonly Label[]): RetentionRule[] {
  const names = rules.map(({ of }) => (of.of === "number" ? of.account_id : of.label_id));
  if (new Set(names).size < names.length || rules.length > 100 || rules.some(({ days }) => days === 0))
    throw new HostError({ code: "bad_request", retry: NEVER });
  const known = rules.every(({ of }) =>
    of.of === "number"
      ? accounts.some(({ account_id }) => account_id === of.account_id)
      : labels.some(({ label_id }) => label_id === of.label_id),
  );
  if (!known) throw new HostError({ code: "not_found", retry: NEVER });
  return rules;
}
