import { useLingui } from "@lingui/react/macro";
import { AtSign, BellOff, Clock } from "lucide-react";
import { useState } from "react";
import { useFormat } from "@/app/format.ts";
import { hourAhead, mondaysStart, tomorrowsStart } from "@/app/silence-times.ts";
import { TimeMenu } from "@/app/TimeMenu.tsx";
import { now } from "@/host/clock.ts";
import type { ChatRow, Timestamp } from "@/host/contract.ts";
import { useChat } from "@/host/queries.ts";
import { chordFor } from "@/keys/map.ts";
import { useThrough } from "../alert/through.tsx";
import type { Muting } from "../view.ts";

/** How long chats are muted, as a menu beside them, with who is heard in spite of it. */
export function MuteTimes({
  muting,
  until,
  type,
  onClose,
}: {
  muting: Muting;
  until: (at: Timestamp | null) => void;
  type: () => void;
  onClose: () => void;
}) {
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
      onClose={onClose}
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
