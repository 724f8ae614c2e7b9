import { Trans, useLingui } from "@lingui/react/macro";
import { AtSign, Bell, BellOff, Moon, Route, Volume2, VolumeX } from "lucide-react";
import { Button as Pressable } from "react-aria-components";
import { useFormat } from "@/app/format.ts";
import { endWords } from "@/app/silence-times.ts";
import { IconButton } from "@/components/index.ts";
import { now } from "@/host/clock.ts";
import type { ChatDetail, SilentNow } from "@/host/contract.ts";
import { useNotificationHistory, useNotificationRules } from "@/host/notifications.ts";
import { chordFor } from "@/keys/map.ts";
import { openNotifications } from "@/app/navigation.ts";
import { useThrough } from "../alert/through.tsx";
import { useOutcomeWords } from "../../notifications/simulator/words.ts";
import { asHeard, rings } from "../alert/rings.ts";
import { isMuted, useMute, useMuteWords } from "../mute/mute.ts";
import { askWhy } from "../view.ts";

/** How the chat alerts, what keeps it silent now, and the way to why. */
export function AlertBlock({ detail }: { detail: ChatDetail }) {
  const { t } = useLingui();
  const { alert, row } = detail;
  const heard = useOutcomeWords()(asHeard(alert.outcome));
  const only = !rings(alert.outcome) && alert.mention !== null && rings(alert.mention);
  // A mute lets through only what says so.
  const muted = isMuted(row.mute, now());
  const through = useThrough(detail, (exception) => !muted || exception.muted_too);
  return (
    <section className="context-block">
      <div className="context-head">
        <h3>
          <Trans>Notifications for this chat</Trans>
        </h3>
        <Pressable
          className="context-link"
          aria-label={t`Edit the notifications of this chat`}
          onPress={() => openNotifications("chats", row.chat_id)}
        >
          <Trans>Edit</Trans>
        </Pressable>
      </div>
      <p className="context-alert">
        {only ? <AtSign aria-hidden /> : rings(alert.outcome) ? <Volume2 aria-hidden /> : <VolumeX aria-hidden />}
        <span>{only ? t`Mentions ring, the rest is silent` : rings(alert.outcome) ? heard.detail : heard.title}</span>
      </p>
      {through === null ? null : (
        <p className="context-alert">
          {through.icon}
          <span>{through.words}</span>
        </p>
      )}
      <Muted detail={detail} />
      {alert.silent === null ? null : <Silent silent={alert.silent} />}
      <Why detail={detail} />
    </section>
  );
}

function Muted({ detail: { row } }: { detail: ChatDetail }) {
  const { t } = useLingui();
  const words = useMuteWords();
  const { unmute } = useMute();
  if (!isMuted(row.mute, now())) return null;
  return (
    <p className="context-alert">
      <BellOff aria-hidden />
      <span className="grow">{words(row.mute)}</span>
      <IconButton size="small" label={t`Unmute`} chord={chordFor("inbox.mute")} onPress={() => unmute([row])}>
        <Bell className="inbox-icon-14" aria-hidden />
      </IconButton>
    </p>
  );
}

function Silent({ silent }: { silent: SilentNow }) {
  const words = useSilentWords();
  return (
    <p className="context-alert">
      <Moon aria-hidden />
      <span>{words(silent)}</span>
    </p>
  );
}

/** What keeps silent now, and until when: «Silent until 08:00, schedule “Night”». */
function useSilentWords(): (silent: SilentNow) => string {
  const { t } = useLingui();
  const format = useFormat();
  const { data: rules } = useNotificationRules();
  return ({ schedule, until }) => {
    const name = rules?.schedules.find(({ schedule_id }) => schedule_id === schedule)?.name;
    const when = until === null ? null : endWords(format, until, now());
    if (name === undefined) return when === null ? t`Silent until you switch it off` : t`Silent until ${when}`;
    return when === null ? t`Silent, schedule “${name}”` : t`Silent until ${when}, schedule “${name}”`;
  };
}

/** The question is asked about what happened last. */
function Why({ detail }: { detail: ChatDetail }) {
  const { data } = useNotificationHistory(detail.row.chat_id);
  const last = data?.decisions[0];
  return (
    <p className="context-alert">
      <Route aria-hidden />
      <Pressable
        className="context-link"
        aria-keyshortcuts="W"
        onPress={() => askWhy({ chat: detail.row.chat_id, message: null, sender: null })}
      >
        {last !== undefined && !rings(last.verdict.outcome) ? (
          <Trans>Why was this silent?</Trans>
        ) : (
          <Trans>Why did this notify?</Trans>
        )}
      </Pressable>
    </p>
  );
}
