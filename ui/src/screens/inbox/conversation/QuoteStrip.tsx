import { useLingui } from "@lingui/react/macro";
import type { MessageId, Quote } from "@/host/contract.ts";
import { kindWord } from "../words.ts";
import { useSay } from "../say.ts";

/** The message that another answers, in two lines; a press goes there where we have it. */
export function QuoteStrip({ quote, onJump }: { quote: Quote; onJump?: (message: MessageId) => void }) {
  const { t } = useLingui();
  const say = useSay();
  const who = quote.ours ? t`You` : (quote.sender ?? t`Unknown sender`);
  const words =
    quote.words === ""
      ? quote.kind === null
        ? t`A message that is not here`
        : say(kindWord(quote.kind))
      : quote.words;
  const inside = (
    <>
      <b>{who}</b>
      <span dir="auto">{words}</span>
    </>
  );
  const target = quote.message_id;
  if (target === null || onJump === undefined) return <span className="bubble-quote">{inside}</span>;
  return (
    <button type="button" className="bubble-quote" onClick={() => onJump(target)} title={t`Go to this message`}>
      {inside}
    </button>
  );
}
