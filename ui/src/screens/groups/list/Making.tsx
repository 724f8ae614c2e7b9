import { useLingui } from "@lingui/react/macro";

import type { GroupActRow } from "../../../host/contract";
import { ActLine } from "../overview/Acts";

/** Groups that are being made, or could not be. */
export function Making({ making }: { making: readonly GroupActRow[] }) {
  const { t } = useLingui();
  if (making.length === 0) return null;
  return (
    <section className="making" aria-label={t`Groups being made`}>
      <ul>
        {making.map((row) => (
          <ActLine key={row.act_id} row={row} group={null} />
        ))}
      </ul>
    </section>
  );
}
