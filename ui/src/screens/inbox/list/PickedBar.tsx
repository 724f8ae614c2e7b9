import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { Bell, BellOff, MailOpen, X } from "lucide-react";
import { Button, IconButton } from "@/components/index.ts";
import type { ChatRow } from "@/host/contract.ts";
import { useChatActions } from "../actions.ts";
import { now } from "@/host/clock.ts";
import { areMuted, useMute } from "../mute/mute.ts";
import { openMute, useView } from "../view.ts";

/** What can be done to all chats that are picked. It stands below the list and covers nothing. */
export function PickedBar({ rows }: { rows: readonly ChatRow[] }) {
  const { t } = useLingui();
  const picked = useView((view) => view.picked);
  const actions = useChatActions();
  const { unmute } = useMute();
  const chosen = rows.filter((row) => picked.has(row.chat_id));
  if (chosen.length === 0) return null;
  const clear = () => useView.setState({ picked: new Set() });
  const act = (work: (rows: readonly ChatRow[]) => void) => () => {
    work(chosen);
    clear();
  };
  return (
    <div className="picked-bar" role="toolbar" aria-label={t`Selected chats`}>
      <span className="grow" role="status">
        <Plural value={chosen.length} one="# selected" other="# selected" />
      </span>
      {areMuted(chosen, now()) ? (
        <IconButton label={t`Unmute`} chord="KeyM" onPress={act(unmute)}>
          <Bell aria-hidden />
        </IconButton>
      ) : (
        <IconButton label={t`Mute`} chord="KeyM" onPress={() => openMute(chosen)}>
          <BellOff aria-hidden />
        </IconButton>
      )}
      <IconButton label={t`Mark unread`} chord="KeyU" onPress={act(actions.unread)}>
        <MailOpen aria-hidden />
      </IconButton>
      <Button size="small" chord="KeyE" onPress={act(actions.done)}>
        <Trans>Done</Trans>
      </Button>
      <IconButton label={t`Clear selection`} onPress={clear}>
        <X aria-hidden />
      </IconButton>
    </div>
  );
}
