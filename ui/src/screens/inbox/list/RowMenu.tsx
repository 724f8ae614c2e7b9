import { useLingui } from "@lingui/react/macro";
import {
  AlarmClock,
  Bell,
  BellOff,
  Check,
  MailOpen,
  Pin,
  PinOff,
  RotateCcw,
  SquareCheck,
  UserRound,
} from "lucide-react";
import { useRef } from "react";
import { Menu as List, MenuItem, Popover } from "react-aria-components";
import { Kbd } from "@/components/index.ts";
import type { ChatRow } from "@/host/contract.ts";
import { useWorkspace } from "@/host/queries.ts";
import { useChatActions } from "../actions.ts";
import { now } from "@/host/clock.ts";
import { isMuted, useMute, useMuteWords } from "../mute/mute.ts";
import { openMute, togglePicked } from "../view.ts";
import { useSnoozeTimes } from "../conversation/times.ts";

/** A row and where on it the menu was asked for, in CSS pixels of the window. */
export interface RowMenuPlace {
  row: ChatRow;
  at: { x: number; y: number };
}

/** The menu of a row: everything that the keys do, for the pointer. */
export function RowMenu({ place, onClose }: { place: RowMenuPlace; onClose: () => void }) {
  const { t } = useLingui();
  const point = useRef<HTMLSpanElement>(null);
  const entries = useRowEntries(place.row);
  return (
    <>
      <span ref={point} className="chat-menu-point" style={{ left: place.at.x, top: place.at.y }} />
      <Popover
        className="popover"
        aria-label={t`Chat`}
        triggerRef={point}
        isOpen
        onOpenChange={(open) => (open ? undefined : onClose())}
        placement="bottom start"
      >
        <List
          className="menu"
          aria-label={t`Chat`}
          autoFocus="first"
          onAction={(key) => {
            onClose();
            entries.find((entry) => entry.id === key)?.run();
          }}
        >
          {entries.map((entry) => (
            <MenuItem key={entry.id} id={entry.id} className="menu__item" textValue={entry.words}>
              {entry.icon}
              <span className="grow">{entry.words}</span>
              {entry.detail === undefined ? null : <span className="menu__detail numbers">{entry.detail}</span>}
              {entry.chord === undefined ? null : <Kbd chord={entry.chord} />}
            </MenuItem>
          ))}
        </List>
      </Popover>
    </>
  );
}

function useRowEntries(row: ChatRow) {
  const { t } = useLingui();
  const { data: workspace } = useWorkspace();
  const actions = useChatActions();
  const { unmute } = useMute();
  const mutedWords = useMuteWords();
  const [first] = useSnoozeTimes();
  const mine = row.assignee === workspace?.operator;
  const open = row.conversation.conversation === "open";
  const pinned = row.section === "pinned";
  return [
    open
      ? { id: "done", words: t`Mark done`, icon: <Check aria-hidden />, chord: "KeyE", run: () => actions.done([row]) }
      : {
          id: "reopen",
          words: t`Open again`,
          icon: <RotateCcw aria-hidden />,
          chord: "KeyE",
          run: () => actions.reopen([row]),
        },
    ...(first === undefined
      ? []
      : [
          {
            id: "snooze",
            words: t`Snooze`,
            detail: first.when,
            icon: <AlarmClock aria-hidden />,
            run: () => actions.snooze([row], first.at),
          },
        ]),
    isMuted(row.mute, now())
      ? {
          id: "unmute",
          words: t`Unmute`,
          detail: mutedWords(row.mute),
          icon: <Bell aria-hidden />,
          chord: "KeyM",
          run: () => unmute([row]),
        }
      : {
          id: "mute",
          words: t`Mute…`,
          icon: <BellOff aria-hidden />,
          chord: "KeyM",
          // The menu's own end gives the focus back first.
          run: () => requestAnimationFrame(() => openMute([row])),
        },
    {
      id: "unread",
      words: t`Mark unread`,
      icon: <MailOpen aria-hidden />,
      chord: "KeyU",
      run: () => actions.unread([row]),
    },
    {
      id: "assign",
      words: mine ? t`Leave to everybody` : t`Assign to me`,
      icon: <UserRound aria-hidden />,
      run: () => actions.assign([row], mine ? null : (workspace?.operator ?? null)),
    },
    {
      id: "pin",
      words: pinned ? t`Unpin` : t`Pin`,
      icon: pinned ? <PinOff aria-hidden /> : <Pin aria-hidden />,
      run: () => actions.pin([row], !pinned),
    },
    {
      id: "pick",
      words: t`Select`,
      icon: <SquareCheck aria-hidden />,
      chord: "KeyX",
      run: () => togglePicked(row.chat_id),
    },
  ].map((entry) => ({ chord: undefined, detail: undefined, ...entry }));
}
