import { useLingui } from "@lingui/react/macro";

import { useFormat } from "../../../app/format";
import type { GroupActivityDay } from "../../../host/contract";
import { dateOf } from "./days";

/** The same as numbers, the newest day first. */
export function DaysTable({ days }: { days: readonly GroupActivityDay[] }) {
  const { t } = useLingui();
  const format = useFormat();
  return (
    // A table that scrolls is reached by the keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="days-table" tabIndex={0} role="region" aria-label={t`Messages a day`}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t`Day`}</th>
            <th scope="col">{t`Received`}</th>
            <th scope="col">{t`Sent`}</th>
          </tr>
        </thead>
        <tbody>
          {days.toReversed().map((day) => (
            <tr key={day.at}>
              <th scope="row">{format.date(dateOf(day))}</th>
              <td className="numbers">{format.number(day.received)}</td>
              <td className="numbers">{format.number(day.sent)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
