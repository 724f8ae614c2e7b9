import { msg } from "@lingui/core/macro";
import { Suspense } from "react";
import { hourAhead, mondaysStart, tomorrowsStart } from "@/app/silence-times.ts";
import { part } from "@/app/part.tsx";
import { now } from "@/host/clock.ts";
import type { ChatRow, Timestamp } from "@/host/contract.ts";
import { type Action, useActions } from "@/keys/actions.ts";
import { useView } from "../view.ts";
import { useMute } from "./mute.ts";

const MuteTimes = part(() => import("./MuteTimes.tsx").then((file) => file.MuteTimes));

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
  const key = muting.rows.map(({ chat_id }) => chat_id).join();
  return (
    <Suspense>
      <MuteTimes key={key} muting={muting} until={until} type={type} onClose={close} />
    </Suspense>
  );
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
