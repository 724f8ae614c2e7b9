import { msg } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";
import { AtSign, BellOff, Clock } from "lucide-react";
import { useState } from "react";
import { useFormat } from "@/app/format.ts";
import { hourAhead, mondaysStart, tomorrowsStart } from "@/app/silence-times.ts";
import { TimeMenu } from "@/app/TimeMenu.tsx";
import { now } from "@/host/clock.ts";
import type { ChatRow, Timestamp } from "@/host/contract.ts";
import { useChat } from "@/host/queries.ts";
import { type Action, useActions } from "@/keys/actions.ts";
import { chordFor } from "@/keys/map.ts";
import { useThrough } from "../alert/through.tsx";
import { type Muting, useView } from "../view.ts";
import { useMute } from "./mute.ts";

const close = () => useView.setState({ muting: null });

/** What was done to all that are picked is done: none is picked any more. */
function unpick(rows: readonly ChatRow[]): void {
  const { picked } = useView.getState();
  if (rows.some(({ chat_id }) => picked.has(chat_id))) useView.setState({ picked: new Set() });
}

/** The menu that mutes one chat, or all that are picked. Its digits are in the key map under `mute`. */
export function MuteMenu() {
  const muting = useView((view) => view.muting);
  const { mute } = useMute();
  const until = (at: Timestamp | null) => {
    if (muting === null) return;
    close();
    mute(muting.rows, { until: at, keep_mentions: muting.keepMentions });
    unpick(muting.rows);
  };
  const type = () => muting !== null && useView.setState({ muting: { ...muting, typing: true } });
  useActions(muteActions(muting !== null && !muting.typing, until, type));
  if (muting === null) return null;
  return <Open key={muting.rows.map(({ chat_id }) => chat_id).join()} muting={muting} until={until} type={type} />;
}

/** What the digits of the menu do. The sheet of keys shows them while the menu is closed, too. */
function muteActions(enabled: boolean, until: (at: Timestamp | null) => void, type: () => void): Action[] {
  const base = { group: "chat", keyOnly: true, enabled } as const;
  return [
    { ...base, id: "mute.hour", title: msg`For 1 hour`, run: () => until(hourAhead(now())) },
    { ...base, id: "mute.tomorrow", title: msg`Until tomorrow`, run: () => until(tomorrowsStart(now())) },
    { ...base, id: "mute.monday", title: msg`Until Monday`, run: () => until(mondaysStart(now())) },
    { ...base, id: "mute.for-good", title: msg`For good`, run: () => until(null) },
    { ...base, id: "mute.typed", title: msg`Until…`, run: type },
  ];
}

function Open({ muting, until, type }: { muting: Muting; until: (at: Timestamp | null) => void; type: () => void }) {
  const { t } = useLingui();
  const format = useFormat();
  const [anchor] = useState(() => ({ current: anchorOf(muting.rows) }));
  const at = now();
  const when = (end: Timestamp) => format.until(end, at);
  const icon = <BellOff aria-hidden />;
  const times = [
    { id: "hour", words: t`For 1 hour`, detail: when(hourAhead(at)), run: () => until(hourAhead(now())) },
    {
      id: "tomorrow",
      words: t`Until tomorrow`,
      detail: when(tomorrowsStart(at)),
      run: () => until(tomorrowsStart(now())),
    },
    { id: "monday", words: t`Until Monday`, detail: when(mondaysStart(at)), run: () => until(mondaysStart(now())) },
    { id: "for-good", words: t`For good`, run: () => until(null) },
    { id: "typed", words: t`Until…`, detail: t`type a time`, icon: <Clock aria-hidden />, run: type },
  ];
  return (
    <TimeMenu
      label={muting.keepMentions ? t`Mute, but keep @mentions` : t`Mute`}
      place="mute"
      anchor={anchor}
      choices={times.map((time) => ({ icon, ...time, chord: chordFor(`mute.${time.id}`) }))}
      typing={muting.typing}
      onTime={until}
      onClose={close}
    >
      <Through rows={muting.rows} />
      {muting.keepMentions ? (
        <p className="time-menu__note">
          <AtSign aria-hidden />
          {t`Mentions still ring`}
        </p>
      ) : null}
    </TimeMenu>
  );
}

/** Who is heard in spite of it. Of several chats nothing is said: it may be another one in each. */
function Through({ rows }: { rows: readonly ChatRow[] }) {
  const { data: detail } = useChat(rows.length === 1 ? (rows[0]?.chat_id ?? null) : null);
  const through = useThrough(detail, (exception) => exception.muted_too);
  if (through === null) return null;
  return (
    <p className="time-menu__note">
      {through.icon}
      {through.words}
    </p>
  );
}

/** The menu stands at the chat's row; where the list is not to be seen, at the name above the conversation. */
function anchorOf(rows: readonly ChatRow[]): Element | null {
  const [first] = rows;
  const row = document.querySelector<HTMLElement>(`.chat-row[data-chat="${first?.chat_id ?? ""}"]`);
  const places = [rows.length > 1 ? document.querySelector<HTMLElement>(".picked-bar") : row];
  const seen = places.find((place) => place !== null && place.offsetParent !== null);
  return seen ?? document.querySelector(".conversation-name") ?? document.body;
}
