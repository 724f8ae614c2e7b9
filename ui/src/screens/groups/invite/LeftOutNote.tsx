import { plural } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";
import { UserRoundX } from "lucide-react";

import { CallOut } from "../../../components";
import type { InviteRow } from "../../../host/contract";
import { byReason, leftOutWords, mayBeAsked } from "./left-out";

/** Most names that stand behind one reason. */
const NAMES = 6;

/** Who gets nothing, by the reason. */
export function LeftOutNote({ rows }: { rows: readonly InviteRow[] }) {
  const { t, i18n } = useLingui();
  const reasons = byReason(rows);
  const count = reasons.reduce((sum, one) => sum + one.rows.length, 0);
  if (count === 0) return null;
  const nameOf = (row: InviteRow) => row.name ?? row.phone_masked ?? t`No name`;
  return (
    <CallOut tone="warn" icon={<UserRoundX aria-hidden="true" />}>
      <b>{t`${plural(count, { one: `# of ${rows.length} is left out.`, other: `# of ${rows.length} are left out.` })}`}</b>
      <ul className="inviting__left">
        {reasons.map(({ why, rows: left }) => {
          const names = left.slice(0, NAMES).map(nameOf).join(", ");
          const more = left.length - NAMES;
          const whom = more > 0 ? t`${names} and ${more} more` : names;
          return <li key={`${i18n._(leftOutWords(why))}`}>{t`${whom}: ${i18n._(leftOutWords(why))}`}</li>;
        })}
      </ul>
      {reasons.some(({ why }) => mayBeAsked(why)) && (
        <p>{t`Whoever was never asked can be asked from Members or from their own chat.`}</p>
      )}
    </CallOut>
  );
}
