import { plural } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";

import { numberName } from "../../../app/numbers";
import type { Account, Label, RetentionOf } from "../../../host/contract";

/** What a rule can be about, by name. */
export interface Subjects {
  accounts: readonly Account[];
  labels: readonly Label[];
}

/** How rules are named. */
export interface RuleWords {
  /** The name of a number or a label; none where it is gone. */
  name: (of: RetentionOf) => string | null;
  /** The same with what it is: Label: VIP. */
  title: (of: RetentionOf) => string;
  /** 365 days, or the hold. */
  time: (days: number | null) => string;
}

/** Names rules in words. */
export function useRuleWords({ accounts, labels }: Subjects): RuleWords {
  const { t } = useLingui();
  const name = (of: RetentionOf): string | null => {
    if (of.of === "label") return labels.find(({ label_id }) => label_id === of.label_id)?.name ?? null;
    const account = accounts.find(({ account_id }) => account_id === of.account_id);
    return account === undefined ? null : numberName(accounts, account.account_id);
  };
  return {
    name,
    title(of) {
      const called = name(of);
      if (of.of === "number") return called === null ? t`A number that is gone` : t`Number: ${called}`;
      return called === null ? t`A label that is gone` : t`Label: ${called}`;
    },
    time: (days) => (days === null ? t`legal hold` : t`${plural(days, { one: "# day", other: "# days" })}`),
  };
}
