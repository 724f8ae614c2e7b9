import { Trans, useLingui } from "@lingui/react/macro";
import { LockKeyhole, StickyNote, Timer, X } from "lucide-react";
import { useFormat } from "@/app/format.ts";
import { now } from "@/host/clock.ts";
import type { ChatDetail, ServiceWindow, Timestamp } from "@/host/contract.ts";
import { IconButton, Tooltip } from "@/components/index.ts";
import { chordFor } from "@/keys/map.ts";
import { Button as AriaButton } from "react-aria-components";
import { firstWord } from "../list/preview.ts";
import { HOUR, WINDOW } from "../time.ts";
import { compose } from "../view.ts";

/** The window as it is at this moment: an open one that has run out since it was asked for is closed. */
export function windowAt(window: ServiceWindow, at: Timestamp): ServiceWindow {
  return window.state === "open" && window.closes <= at ? { state: "closed", closed: window.closes } : window;
}

/** The top edge of the composer: reply or note, and how long free words are allowed. */
export function WindowLine({
  detail,
  window,
  note,
  minute,
}: {
  detail: ChatDetail;
  window: ServiceWindow;
  note: boolean;
  minute: Timestamp;
}) {
  const left = window.state === "open" ? Math.max(0, window.closes - Math.max(minute, now())) : 0;
  return (
    <div className="window-line" data-state={window.state === "open" && left < HOUR ? "closing" : window.state}>
      <Tabs chat={detail.row.chat_id} note={note} />
      <span className="grow" />
      {window.state === "open" ? <Left closes={window.closes} left={left} /> : null}
    </div>
  );
}

function Tabs({ chat, note }: { chat: number; note: boolean }) {
  const { t } = useLingui();
  const tab = (to: boolean, words: string) => (
    <Tooltip text={words} chord={chordFor("composer.note")}>
      <AriaButton className="composer-tab" aria-pressed={note === to} onPress={() => compose(chat, { note: to })}>
        {words}
      </AriaButton>
    </Tooltip>
  );
  return (
    <>
      {tab(false, t`Reply`)}
      {tab(true, t`Internal note`)}
    </>
  );
}

function Left({ closes, left }: { closes: Timestamp; left: number }) {
  const format = useFormat();
  const share = Math.min(1, left / WINDOW);
  return (
    <>
      <span className="window-icon">
        <Timer className="inbox-icon-14" aria-hidden />
      </span>
      <span className="window-left cut" title={format.exact(closes)}>
        <Trans>
          <b>{format.length(left)} left</b> · closes {format.weekdayClock(closes)}
        </Trans>
      </span>
      <span className="window-meter" aria-hidden>
        <i style={{ transform: `scaleX(${share})` }} />
      </span>
    </>
  );
}

/** The line above the template picker: why there is no text field, and what opens the window. */
export function ClosedLine({
  detail,
  window,
  minute,
  onNote,
  onBack,
}: {
  detail: ChatDetail;
  window: ServiceWindow;
  minute: Timestamp;
  onNote: () => void;
  onBack: () => void;
}) {
  const { t } = useLingui();
  const format = useFormat();
  const { row } = detail;
  const name = row.kind === "direct" && row.title !== null ? firstWord(row.title) : null;
  const open = window.state === "open";
  return (
    <div className="window-line" data-state={open ? "open" : "closed"}>
      {open ? null : (
        <span className="window-icon">
          <LockKeyhole className="inbox-icon-14" aria-hidden />
        </span>
      )}
      <span className="grow">
        {open ? (
          <b>{t`Send a template`}</b>
        ) : window.state === "never" ? (
          <Trans>
            <b>Nobody has written here yet.</b> Send a template, an answer opens the window.
          </Trans>
        ) : name === null ? (
          <Trans>
            <b>The 24-hour window is closed.</b> Send a template, an answer opens it again.
          </Trans>
        ) : (
          <Trans>
            <b>The 24-hour window is closed.</b> Send a template, {name}’s answer opens it again.
          </Trans>
        )}
      </span>
      {window.state === "closed" ? (
        <span className="window-closed-since">
          <Trans>closed {format.length(Math.max(0, Math.max(minute, now()) - window.closed))} ago</Trans>
        </span>
      ) : null}
      {open ? (
        <IconButton size="small" label={t`Back to the text`} chord="Escape" onPress={onBack}>
          <X aria-hidden />
        </IconButton>
      ) : (
        <IconButton size="small" label={t`Internal note`} chord={chordFor("composer.note")} onPress={onNote}>
          <StickyNote aria-hidden />
        </IconButton>
      )}
    </div>
  );
}
