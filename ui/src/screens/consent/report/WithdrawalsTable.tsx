import { plural } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";
import { CircleSlash } from "lucide-react";
import { useId } from "react";

import { useFormat } from "../../../app/format";
import { Empty } from "../../../components";
import { now } from "../../../host/clock";
import type { WithdrawalsOfDay } from "../../../host/contract";
import { SOURCES } from "../words";
import { type Cause, countMonth, type DayCount, type MonthCount } from "./counts";

/** Who left in the last thirty days, by day and by how we know. */
export function WithdrawalsTable({ withdrawals }: { withdrawals: readonly WithdrawalsOfDay[] }) {
  const { t } = useLingui();
  const title = useId();
  const month = countMonth(withdrawals);
  return (
    <section className="tally__part" aria-labelledby={title}>
      <h2 id={title}>{t`Withdrawals of the last 30 days`}</h2>
      {month.most === null ? (
        <div className="tally__box">
          <Empty icon={<CircleSlash aria-hidden="true" />} title={t`Nobody opted out`}>
            {t`Whoever takes a consent back is counted here, by day and cause.`}
          </Empty>
        </div>
      ) : (
        <>
          <Summary month={month} most={month.most} />
          <Days month={month} most={month.most.total} labelled={title} />
          <p className="tally__about">{t`Days without a withdrawal are left out.`}</p>
        </>
      )}
    </section>
  );
}

function useCauseWords(): (cause: Cause) => string {
  const { t, i18n } = useLingui();
  return (cause) => (cause === "rest" ? t`Other causes` : i18n._(SOURCES[cause]));
}

/** What the table comes to, in words. */
function Summary({ month: { all, columns }, most }: { month: MonthCount; most: DayCount }) {
  const { t } = useLingui();
  const format = useFormat();
  const causeWords = useCauseWords();
  const [first = "rest"] = columns;
  const often = causeWords(first);
  const count = format.number(all.causes[first] ?? 0);
  const day = format.date(most.at);
  return (
    <p className="tally__sum">
      <strong className="tally__one numbers">
        {t`${plural(all.total, { one: "# withdrawal", other: "# withdrawals" })}`}
      </strong>{" "}
      {t`Most often: ${often} (${count}). Most on one day: ${day} (${format.number(most.total)}).`}
    </p>
  );
}

function Days({
  month: { columns, days, all },
  most,
  labelled,
}: {
  month: MonthCount;
  most: number;
  labelled: string;
}) {
  const { t } = useLingui();
  const format = useFormat();
  const causeWords = useCauseWords();
  const today = now();
  const numbers = ({ causes }: Omit<DayCount, "at">) =>
    columns.map((cause) => (
      <td key={cause} className="tally__number">
        {causes[cause] === undefined ? <span className="faint">{format.number(0)}</span> : format.number(causes[cause])}
      </td>
    ));
  return (
    // In a narrow window it is scrolled sideways, by keys as well.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="tally__box" role="group" aria-labelledby={labelled} tabIndex={0}>
      <table className="tally__table tally__table--days" aria-labelledby={labelled}>
        <thead>
          <tr>
            <th scope="col">{t`Day`}</th>
            <th scope="col">{t`All`}</th>
            {columns.map((cause) => (
              <th key={cause} scope="col" className="tally__number">
                {causeWords(cause)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {days.map((day) => (
            <tr key={day.at}>
              <th scope="row">{format.day(day.at, today)}</th>
              <td className="tally__all">
                <span className="numbers">{format.number(day.total)}</span>
                <span aria-hidden="true" className="tally__track">
                  <span className="tally__bar" style={{ width: `${(day.total / most) * 100}%` }} />
                </span>
              </td>
              {numbers(day)}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t`Together`}</th>
            <td className="numbers">{format.number(all.total)}</td>
            {numbers(all)}
          </tr>
        </tfoot>
      </table>
    </div>
  );
}
