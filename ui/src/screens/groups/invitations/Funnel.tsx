import { useLingui } from "@lingui/react/macro";

import { useFormat } from "../../../app/format";
import type { InvitationFunnel } from "../../../host/contract";

/** How many invitations are how far: each number counts those that are further, too. */
export function Funnel({ funnel }: { funnel: InvitationFunnel }) {
  const { t } = useLingui();
  const format = useFormat();
  const steps = [
    { id: "invited", words: t`invited`, count: funnel.invited },
    { id: "sent", words: t`sent`, count: funnel.sent },
    { id: "delivered", words: t`delivered`, count: funnel.delivered },
    { id: "read", words: t`read`, count: funnel.read },
    { id: "joined", words: t`came in`, count: funnel.joined },
    { id: "spoke", words: t`wrote`, count: funnel.spoke },
  ];
  const most = Math.max(1, funnel.invited);
  return (
    <section className="group-card" aria-label={t`How far the invitations are`}>
      <dl className="funnel">
        {steps.map(({ id, words, count }) => (
          <div key={id} className="funnel__step">
            <dt>{words}</dt>
            <dd className="numbers">{format.number(count)}</dd>
            <span className="funnel__bar" aria-hidden="true">
              <span style={{ inlineSize: `${(count / most) * 100}%` }} />
            </span>
          </div>
        ))}
      </dl>
      {funnel.failed > 0 && (
        <p className="funnel__failed">
          {t`Not delivered: ${format.number(funnel.failed)}. Open the person’s chat to see why.`}
        </p>
      )}
    </section>
  );
}
