import { msg } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";
import { Bell, BellOff, Route, VolumeX } from "lucide-react";
import { useFormat } from "@/app/format.ts";
import { hourAhead, mondaysStart, tomorrowsStart } from "@/app/silence-times.ts";
import { now, useNow } from "@/host/clock.ts";
import type { ChatId, Timestamp } from "@/host/contract.ts";
import type { Action } from "@/keys/actions.ts";
import type { Deeds } from "./Inbox.tsx";
import { areMuted, useMute } from "./mute/mute.ts";
import { MINUTE } from "./time.ts";
import { askWhy, openMute, useView } from "./view.ts";

/** Muting the open chat or all that are picked, and why it rang, for the keys and for the palette. */
export function useAlertActions(chat: ChatId | null, { chosen }: Deeds): Action[] {
  const { t } = useLingui();
  const format = useFormat();
  const minute = useNow(MINUTE);
  const { mute, unmute } = useMute();
  const muted = areMuted(chosen, minute);
  const icon = <BellOff aria-hidden />;
  const base = { group: "chat", enabled: chosen.length > 0, icon } as const;
  const until = (at: Timestamp | null, mentions = false) => mute(chosen, { until: at, keep_mentions: mentions });
  const when = (at: Timestamp) => format.until(at, minute);
  const done = (work: () => void) => {
    work();
    if (useView.getState().picked.size > 0) useView.setState({ picked: new Set() });
  };
  return [
    {
      ...base,
      id: "inbox.mute.monday",
      title: msg`Mute until Monday`,
      detail: when(mondaysStart(minute)),
      run: () => done(() => until(mondaysStart(now()))),
    },
    {
      ...base,
      id: "inbox.mute.hour",
      title: msg`Mute for 1 hour`,
      detail: t`until ${when(hourAhead(minute))}`,
      run: () => done(() => until(hourAhead(now()))),
    },
    {
      ...base,
      id: "inbox.mute.tomorrow",
      title: msg`Mute until tomorrow`,
      detail: when(tomorrowsStart(minute)),
      run: () => done(() => until(tomorrowsStart(now()))),
    },
    { ...base, id: "inbox.mute.for-good", title: msg`Mute for good`, run: () => done(() => until(null)) },
    {
      ...base,
      id: "inbox.mute",
      title: muted ? msg`Unmute` : msg`Mute until…`,
      also: msg`silence bell notifications`,
      icon: muted ? <Bell aria-hidden /> : icon,
      ...(muted ? {} : { detail: t`type a time: “fri 18:00”`, runAt: (at: Timestamp) => done(() => until(at)) }),
      run: () => (muted ? done(() => unmute(chosen)) : openMute(chosen)),
    },
    {
      ...base,
      id: "inbox.mute-mentions",
      title: msg`Mute, but keep @mentions`,
      icon: <VolumeX aria-hidden />,
      run: () => openMute(chosen, true),
      runAt: (at) => done(() => until(at, true)),
    },
    {
      id: "inbox.why",
      group: "chat",
      title: msg`Why did this notify?`,
      also: msg`why silent not ring notification`,
      icon: <Route aria-hidden />,
      enabled: chat !== null,
      run: () => chat !== null && askWhy({ chat, message: null, sender: null }),
    },
  ];
}
