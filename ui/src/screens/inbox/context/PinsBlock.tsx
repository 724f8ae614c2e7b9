import { useLingui } from "@lingui/react/macro";
import { CircleAlert, Pin as PinIcon, PinOff, X } from "lucide-react";
import { groupReasonWords } from "@/app/errors.ts";
import { useFormat } from "@/app/format.ts";
import { openChat } from "@/app/navigation.ts";
import { Button, IconButton } from "@/components/index.ts";
import { now } from "@/host/clock.ts";
import type { ChatId, GroupDetail, Pin } from "@/host/contract.ts";
import { usePin } from "../conversation/usePin.ts";
import { useSay } from "../say.ts";
import { useView } from "../view.ts";
import { kindWord } from "../words.ts";

/** What is pinned in the group: by us, the provider tells of no others. */
export function PinsBlock({ chat, group }: { chat: ChatId; group: GroupDetail }) {
  const { t } = useLingui();
  const format = useFormat();
  if (group.pins.length === 0) return null;
  const there = format.number(group.pins.filter(({ until }) => until !== null).length);
  const most = format.number(group.most_pins);
  return (
    <section className="context-block">
      <div className="context-head">
        <h3>{t`Pinned in the group`}</h3>
        <span className="quiet numbers">{t`${there} of ${most}`}</span>
      </div>
      <ul>
        {group.pins.map((pin) => (
          <PinLine key={pin.message_id} chat={chat} pin={pin} />
        ))}
      </ul>
    </section>
  );
}

function PinLine({ chat, pin }: { chat: ChatId; pin: Pin }) {
  const { t, i18n } = useLingui();
  const format = useFormat();
  const say = useSay();
  const { unpin, refusal } = usePin();
  const { message_id: message, until, busy, refused, erased } = pin;
  // Nothing has to be asked of WhatsApp about it, so nothing stands in the way.
  const over = !busy && (erased || (until === null && refused !== null));
  const said = pin.words.trim();
  const words = said === "" ? say(kindWord(pin.kind)) : said;
  const when = until === null ? null : format.until(until, now());
  return (
    <li className="context-pin">
      {refused === null ? <PinIcon aria-hidden /> : <CircleAlert aria-hidden className="chat-danger" />}
      <div className="grow">
        <button type="button" className="context-pin-words" title={words} onClick={() => openChat(chat, message)}>
          {words}
        </button>
        {busy ? <span className="context-pin-when">{t`on its way`}</span> : null}
        {when === null || busy ? null : <span className="context-pin-when">{t`until ${when}`}</span>}
        {refused === null ? null : (
          <p className="context-pin-why">
            {until === null ? t`Not pinned.` : t`Still pinned.`} {i18n._(groupReasonWords(refused))}
          </p>
        )}
        {erased && until !== null && (
          <p className="context-pin-why">{t`Its writer was erased, so it cannot be unpinned from here. WhatsApp unpins it on its day.`}</p>
        )}
        {refused === null || until !== null || erased ? null : (
          <Button size="small" onPress={() => useView.setState({ pinning: message })}>{t`Pin again…`}</Button>
        )}
      </div>
      {over ? (
        <IconButton size="small" label={t`Put away: ${words}`} onPress={() => unpin(message)}>
          <X aria-hidden />
        </IconButton>
      ) : (
        <IconButton
          size="small"
          label={t`Unpin: ${words}`}
          reason={busy ? t`It is on its way` : (refusal ?? undefined)}
          onPress={() => unpin(message)}
        >
          <PinOff aria-hidden />
        </IconButton>
      )}
    </li>
  );
}
