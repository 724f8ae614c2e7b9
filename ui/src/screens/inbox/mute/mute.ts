import { useLingui } from "@lingui/react/macro";
import { useFormat } from "@/app/format.ts";
import { undoable } from "@/app/undo.ts";
import { now } from "@/host/clock.ts";
import type { ChatRow, Mute, Timestamp } from "@/host/contract.ts";
import { useChatMute } from "@/host/notification-mutations.ts";
import { useTrouble } from "../actions.ts";

/** Whether a mute holds; one that has just ended may still stand in a row. */
export function isMuted(mute: Mute | null, at: Timestamp): mute is Mute {
  return mute !== null && (mute.until === null || mute.until > at);
}

/** Whether every one of some chats is muted: then the same key ends it. */
export function areMuted(rows: readonly Pick<ChatRow, "mute">[], at: Timestamp): boolean {
  return rows.length > 0 && rows.every(({ mute }) => isMuted(mute, at));
}

/** How a chat is muted, in words: «Muted until Mon, 08:00, mentions still ring». */
export function useMuteWords(): (mute: Mute) => string {
  const { t } = useLingui();
  const format = useFormat();
  return ({ until, keep_mentions: mentions }) => {
    if (until === null) return mentions ? t`Muted for good, mentions still ring` : t`Muted for good`;
    const when = format.until(until, now());
    return mentions ? t`Muted until ${when}, mentions still ring` : t`Muted until ${when}`;
  };
}

/** Muting and its end, each at once and with a way back. */
export function useMute(): {
  mute: (rows: readonly ChatRow[], mute: Mute) => void;
  unmute: (rows: readonly ChatRow[]) => void;
} {
  const { t } = useLingui();
  const words = useMuteWords();
  const trouble = useTrouble();
  const { mutate } = useChatMute();
  const act = (rows: readonly ChatRow[], mute: Mute | null, said: string) => {
    if (rows.length === 0) return;
    for (const row of rows) mutate({ chat_id: row.chat_id, mute }, { onError: trouble });
    undoable(said, () => {
      for (const row of rows) mutate({ chat_id: row.chat_id, mute: row.mute }, { onError: trouble });
    });
  };
  return {
    mute: (rows, mute) => act(rows, mute, words(mute)),
    unmute: (rows) => act(rows, null, t`Not muted any more`),
  };
}
