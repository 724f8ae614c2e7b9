import { useLingui } from "@lingui/react/macro";
import { ArrowRight, CircleSlash, Info } from "lucide-react";

import { CallOut } from "../../../components";
import type { ConsentRow, MergePreview, MergeSide } from "../../../host/contract";
import { StateIcon } from "../../consent/StateIcon";
import { useConsentWords } from "../../consent/useConsentWords";
import { shownState, useRowWords } from "../../consent/useRowWords";

/** Replies follow the window of each chat, not a consent. */
const REPLIES = "service_replies";

/** How it stands with each purpose under each identity, and what a merge changes. A no of either holds for both. */
export function MergeConsents({ preview, kept, other }: { preview: MergePreview; kept: string; other: string }) {
  const { t } = useLingui();
  const { name } = useConsentWords();
  const { keep, gone } = preview;
  const sides = [keep, gone];
  const purposes = [...new Set(sides.flatMap(({ after }) => after.map(({ purpose }) => purpose)))];
  const shown = purposes.filter((purpose) => purpose !== REPLIES);
  const stopped = shown.filter((purpose) => sides.some((side) => isStopped(side, purpose)));
  const left = shown.filter((purpose) => isPermitted(gone.after, purpose) && !isPermitted(keep.after, purpose));
  const list = (some: readonly string[]) => some.map((purpose) => name(purpose)).join(", ");
  if (shown.length === 0) return null;
  return (
    <>
      <table className="merge__table merge__consents">
        <caption className="unseen">{t`Consent`}</caption>
        <thead>
          <tr>
            <th scope="col">{t`Consent`}</th>
            <th scope="col">{kept}</th>
            <th scope="col">{other}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((purpose) => (
            <tr key={purpose}>
              <th scope="row">{name(purpose)}</th>
              {[["kept", keep] as const, ["other", gone] as const].map(([key, side]) => (
                <td key={key}>
                  <Stands side={side} purpose={purpose} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {stopped.length > 0 && (
        <CallOut tone="danger" icon={<CircleSlash aria-hidden="true" />}>
          {t`A no of either holds for both: ${list(stopped)}.`}
        </CallOut>
      )}
      <CallOut icon={<Info aria-hidden="true" />}>
        {left.length > 0
          ? t`A yes is not carried over: ${list(left)} may go only to the chat of ${other}. Ask ${kept} anew on their page.`
          : t`A yes is not carried over: it counts only under the number or ID that gave it.`}
      </CallOut>
    </>
  );
}

const rowOf = (rows: readonly ConsentRow[], purpose: string) => rows.find((row) => row.purpose === purpose);

function isStopped({ view, after }: MergeSide, purpose: string): boolean {
  const [before, then] = [rowOf(view.row.consents, purpose), rowOf(after, purpose)];
  return then !== undefined && then.state !== before?.state;
}

function isPermitted(rows: readonly ConsentRow[], purpose: string): boolean {
  return rowOf(rows, purpose)?.denial === null;
}

/** How it stands now, and then. */
function Stands({ side, purpose }: { side: MergeSide; purpose: string }) {
  const { t } = useLingui();
  const words = useRowWords();
  const { consents, window } = side.view.row;
  const [now, then] = [rowOf(consents, purpose), rowOf(side.after, purpose)];
  if (now === undefined || then === undefined) return "—";
  return (
    <span className="merge__stands">
      <StateIcon state={shownState(now)} />
      <span>{words(now, window).brief}</span>
      {isStopped(side, purpose) && (
        <>
          <ArrowRight aria-label={t`then`} role="img" />
          <StateIcon state={shownState(then)} />
          <span>{words(then, window).brief}</span>
        </>
      )}
    </span>
  );
}
