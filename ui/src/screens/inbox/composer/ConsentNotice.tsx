import { Trans, useLingui } from "@lingui/react/macro";
import { CircleHelp, CircleSlash } from "lucide-react";
import { useFormat } from "@/app/format.ts";
import { Button, CallOut } from "@/components/index.ts";
import { now } from "@/host/clock.ts";
import type { ChatDetail, ConsentRow, OptOutHint, ServiceWindow } from "@/host/contract.ts";
import { quoted, useConsentWords } from "../../consent/useConsentWords.ts";
import { dismissHint, openWithdraw, useConsentView } from "../../consent/view.ts";
import { firstWord } from "../list/preview.ts";

/** What stands above the composer about consent: somebody may want to be left alone, or wanted it. */
export function ConsentNotice({ detail, window }: { detail: ChatDetail; window: ServiceWindow }) {
  const dismissed = useConsentView((view) => view.dismissed);
  const hint = detail.opt_out;
  if (hint !== null && !dismissed.has(hint.message_id)) return <MayMeanStop hint={hint} detail={detail} />;
  const stopped = stoppedAt(detail.contact?.consents ?? []);
  return stopped === null ? null : <OptedOut detail={detail} window={window} row={stopped} />;
}

/** The row that tells when everything but replies ended; none where something still is permitted or was never asked. */
function stoppedAt(rows: readonly ConsentRow[]): ConsentRow | null {
  const others = rows.filter(({ purpose }) => purpose !== "service_replies");
  const ended = others.every(({ state, source }) => state === "withdrawn" && source !== "provider");
  return ended ? (others[0] ?? null) : null;
}

function MayMeanStop({ hint, detail }: { hint: OptOutHint; detail: ChatDetail }) {
  const { t } = useLingui();
  const name = hint.name ?? detail.row.title ?? detail.row.phone_masked ?? "";
  const person = { whom: hint.whom, name, chat: detail.row.kind === "direct" ? detail.row.chat_id : null };
  const words = quotedShort(hint.words);
  return (
    <div className="consent-notice" role="status">
      <CallOut
        tone="warn"
        icon={<CircleHelp aria-hidden />}
        action={
          <span className="consent-notice__deeds">
            <Button size="small" kind="danger" onPress={() => openWithdraw(person, null, hint.message_id)}>
              {t`Withdraw…`}
            </Button>
            <Button size="small" kind="ghost" onPress={() => dismissHint(hint.message_id)}>{t`Not this time`}</Button>
          </span>
        }
      >
        {detail.row.kind === "direct" ? (
          <Trans>{words} may mean stop</Trans>
        ) : (
          <Trans>
            {name}: {words} may mean stop
          </Trans>
        )}
      </CallOut>
    </div>
  );
}

const MOST = 60;

function quotedShort(words: string): string {
  return quoted(words.length > MOST ? `${words.slice(0, MOST - 1)}…` : words);
}

function OptedOut({ detail, window, row }: { detail: ChatDetail; window: ServiceWindow; row: ConsentRow }) {
  const { t } = useLingui();
  const format = useFormat();
  const { when } = useConsentWords();
  const name = detail.row.title === null ? t`The person` : firstWord(detail.row.title);
  const time = row.at === null ? "" : when(row.at);
  return (
    <div className="consent-notice">
      <CallOut tone="danger" icon={<CircleSlash aria-hidden />}>
        {window.state === "open" ? (
          <Trans>
            {name} opted out {time}. You can answer here until {format.until(window.closes, now())}.
          </Trans>
        ) : (
          <Trans>
            {name} opted out {time}. Nothing can be sent until the person writes again.
          </Trans>
        )}
      </CallOut>
    </div>
  );
}
