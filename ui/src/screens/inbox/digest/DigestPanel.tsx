import { plural } from "@lingui/core/macro";
import { Trans, useLingui } from "@lingui/react/macro";
import { Hourglass, Timer, TimerOff, X } from "lucide-react";
import { useFormat } from "@/app/format.ts";
import { openChat } from "@/app/navigation.ts";
import { Avatar, Chip, Counter, IconButton, Kbd } from "@/components/index.ts";
import { now, useNow } from "@/host/clock.ts";
import type { ChatId, ChatRow, Digest, DigestRow } from "@/host/contract.ts";
import { runAction } from "@/keys/actions.ts";
import { chordFor } from "@/keys/map.ts";
import { coarse, MINUTE } from "../time.ts";
import { waitingIn, windowOf } from "./digest.ts";

/** What a silence held back, as work: who waits, how long, how long the window lasts, a digit each. */
export function DigestPanel({ digest, chat, rows }: { digest: Digest; chat: ChatId | null; rows: readonly ChatRow[] }) {
  const { t } = useLingui();
  const format = useFormat();
  const waiting = waitingIn(digest);
  const ended = format.until(digest.ended ?? now(), now());
  return (
    <section className="digest" aria-label={t`While it was quiet`} data-keys="digest">
      <div className="digest-head">
        <div className="grow">
          <h3>
            <Trans>While it was quiet</Trans>
          </h3>
          <p>{t`until ${ended}, ${plural(waiting, { one: "# chat waits", other: "# chats wait" })}`}</p>
        </div>
        <IconButton label={t`Seen, close the list`} chord="Escape" onPress={() => runAction("digest.close")}>
          <X aria-hidden />
        </IconButton>
      </div>
      <ol className="digest-rows">
        {digest.chats.map((row, index) => (
          <li key={row.chat}>
            <Row
              row={row}
              place={index + 1}
              current={row.chat === chat}
              color={rows.find(({ chat_id }) => chat_id === row.chat)?.contact_id ?? row.chat}
            />
          </li>
        ))}
      </ol>
    </section>
  );
}

function Row({ row, place, current, color }: { row: DigestRow; place: number; current: boolean; color: number }) {
  const { t } = useLingui();
  const chord = chordFor(`digest.open.${place}`);
  return (
    <button
      type="button"
      className="digest-row"
      aria-current={current || undefined}
      aria-keyshortcuts={chord === undefined ? undefined : String(place)}
      onClick={() => openChat(row.chat)}
    >
      <Avatar id={color} {...named(row.name)} kind={row.group ? "group" : "person"} />
      <span className="chat-text">
        <span className="chat-upper">
          <span className="chat-name cut">{row.name}</span>
          <Counter value={row.count} label={t`${plural(row.count, { one: "# held back", other: "# held back" })}`} />
          {chord === undefined ? null : <Kbd chord={chord} />}
        </span>
        <span className="chat-preview cut" dir="auto">
          {row.words}
        </span>
        <Times row={row} />
      </span>
    </button>
  );
}

/** Who has no name is called by a masked phone. */
function named(name: string): { name: string | null; phone: string | null } {
  return /^[+\d]/u.test(name) ? { name: null, phone: name } : { name, phone: null };
}

function Times({ row }: { row: DigestRow }) {
  const format = useFormat();
  const at = useNow(MINUTE);
  const since = row.waiting_since;
  const window = windowOf(row, at);
  return (
    <span className="digest-times numbers">
      {since === null ? null : (
        <Chip tone="warn">
          <Hourglass aria-hidden />
          <Trans>waits {format.length(coarse(at - since))}</Trans>
        </Chip>
      )}
      {window === null ? null : window.left === 0 ? (
        <Chip tone="danger">
          <TimerOff aria-hidden />
          <Trans>window closed</Trans>
        </Chip>
      ) : (
        <Chip tone={window.short ? "warn" : "ok"}>
          <Timer aria-hidden />
          <Trans>{format.length(coarse(window.left))} left</Trans>
        </Chip>
      )}
    </span>
  );
}
