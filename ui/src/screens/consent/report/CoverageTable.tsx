import { useLingui } from "@lingui/react/macro";
import { useId } from "react";

import { useFormat } from "../../../app/format";
import type { Coverage } from "../../../host/contract";
import { useConsentWords } from "../useConsentWords";

/** Who may be written to, by purpose. Replies are not in it: they hang on the window and on nobody's consent. */
export function CoverageTable({ coverage }: { coverage: readonly Coverage[] }) {
  const { t } = useLingui();
  const format = useFormat();
  const { name } = useConsentWords();
  const title = useId();
  const rows = coverage.filter(({ purpose }) => purpose !== "service_replies");
  return (
    <section className="tally__part" aria-labelledby={title}>
      <h2 id={title}>{t`People by purpose`}</h2>
      <div className="tally__box">
        <table className="tally__table" aria-labelledby={title}>
          <thead>
            <tr>
              <th scope="col">{t`Purpose`}</th>
              <th scope="col" className="tally__number">{t`May be written to`}</th>
              <th scope="col" className="tally__number">{t`Waiting for an answer`}</th>
              <th scope="col" className="tally__number">{t`Older than a year`}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ purpose, people, waiting, stale }) => (
              <tr key={purpose}>
                <th scope="row">{name(purpose)}</th>
                <td className="tally__number tally__number--main">{format.number(people)}</td>
                <td className="tally__number">{format.number(waiting)}</td>
                <td className="tally__number">{format.number(stale)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="tally__about">
        {t`Older than a year: people who may be written to and said so more than a year ago. It still counts, and is worth asking again.`}{" "}
        {t`Replies in an open window need no consent and are not counted here.`}
      </p>
    </section>
  );
}
