import { Trans, useLingui } from "@lingui/react/macro";
import { CircleCheck } from "lucide-react";
import { useFormat } from "@/app/format.ts";
import { now } from "@/host/clock.ts";
import type { ConsentRow } from "@/host/contract.ts";
import { useSay } from "../say.ts";
import { purposeWord } from "../words.ts";

/** What the person agreed to, and since when. */
export function ConsentBlock({ consents }: { consents: readonly ConsentRow[] }) {
  const { t } = useLingui();
  const say = useSay();
  const format = useFormat();
  return (
    <section className="context-block">
      <div className="context-head">
        <h3>
          <Trans>Consent</Trans>
        </h3>
      </div>
      {consents.length === 0 ? (
        <p className="context-none">
          <Trans>Nothing on record. It begins with a message from the person.</Trans>
        </p>
      ) : (
        consents.map((consent) => (
          <div key={consent.purpose} className="context-consent">
            <CircleCheck role="img" aria-label={t`granted`} />
            <span className="cut">{say(purposeWord[consent.purpose])}</span>
            <span title={t`wrote first, ${format.exact(consent.at)}`}>{format.short(consent.at, now())}</span>
          </div>
        ))
      )}
    </section>
  );
}
