import { useLingui } from "@lingui/react/macro";

import { useFormat } from "../../app/format";
import type { ConsentOverview } from "../../host/contract";

/** Four numbers: who may get offers, who may be invited, who is asked, who withdrew. */
export function Figures({ overview }: { overview: ConsentOverview | undefined }) {
  const { t } = useLingui();
  const format = useFormat();
  const permitted = (purpose: string) => overview?.permitted.find((one) => one.purpose === purpose)?.people ?? 0;
  const figures = [
    { id: "offers", value: permitted("offers"), words: t`may get offers` },
    { id: "invited", value: permitted("group_invitations"), words: t`may be invited` },
    { id: "waiting", value: overview?.waiting ?? 0, words: t`waiting for an answer` },
    { id: "withdrew", value: overview?.withdrawn ?? 0, words: t`withdrew in 30 days` },
  ];
  return (
    <dl className="figures" aria-busy={overview === undefined}>
      {figures.map(({ id, value, words }) => (
        <div key={id} className="figures__one">
          <dt>{words}</dt>
          <dd className="numbers">{overview === undefined ? "–" : format.number(value)}</dd>
        </div>
      ))}
    </dl>
  );
}
