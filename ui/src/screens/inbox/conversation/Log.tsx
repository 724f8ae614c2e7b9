import { Trans, useLingui } from "@lingui/react/macro";
import { ArrowDown } from "lucide-react";
import { useEffect, useMemo, useRef, useState } from "react";
import { Virtualizer } from "virtua";
import { useSame } from "@/app/useSame.ts";
import { Button } from "@/components/index.ts";
import type { ChatDetail, MessageId, TimelineItem } from "@/host/contract.ts";
import { useWaitingForHub } from "@/host/hub.ts";
import { useTimeline, useWorkspace } from "@/host/queries.ts";
import { focusSoon } from "../focus.ts";
import { useView } from "../view.ts";
import { entriesOf, newestMessage } from "./entries.ts";
import { LogFailed, LogWaits } from "./LogWaits.tsx";
import { LogLine } from "./LogLine.tsx";
import { type Place, unreadIn, useFarUnread } from "./place.ts";
import { useAnnouncements } from "./useAnnouncements.ts";
import { type LogScroll, useLogScroll } from "./useLogScroll.ts";
import { useMessageKeys } from "./useMessageKeys.ts";
import { ReadMark } from "./ReadMark.tsx";

/** How long a message that was looked for stays marked, in milliseconds. */
const FOUND = 2000;
const NOTHING: readonly TimelineItem[] = [];

/** The messages and notes of a chat, read in both directions. It is made anew for each chat and each place to go to. */
export function Log({
  detail,
  place,
  shown,
  onMove,
  onGo,
}: {
  detail: ChatDetail;
  place: Place;
  /** Whether its lines are drawn; it is read meanwhile. */
  shown: boolean;
  /** Shows it at another place. */
  onMove: (place: Place) => void;
  /** Goes to a message, or to the end. */
  onGo: (message: MessageId | null) => void;
}) {
  const timeline = useTimeline(detail.row.chat_id, place.around);
  const items = useWithWaiting(detail, timeline);
  const loaded = shown && timeline.data !== undefined;
  const [opened, setOpened] = useState<ReturnType<typeof unreadIn> | null>(null);
  // What was unread when the chat was opened stays marked while it is read.
  if (loaded && opened === null) setOpened(unreadIn(place, detail, items, timeline));
  useFarUnread(detail, place, opened?.far === true, onMove);
  if (timeline.isError && items.length === 0) return <LogFailed onRetry={() => void timeline.refetch()} />;
  if (opened === null || (opened.far && place.at === "opened")) return <LogWaits />;
  return (
    <Lines detail={detail} items={items} timeline={timeline} place={place} firstUnread={opened.first} onGo={onGo} />
  );
}

/** What was read of the chat and, at its end, what waits for the hub. */
function useWithWaiting({ row }: ChatDetail, timeline: ReturnType<typeof useTimeline>): readonly TimelineItem[] {
  const operator = useWorkspace().data?.operator ?? "";
  const waiting = useWaitingForHub(row.chat_id, operator);
  const { data: read = NOTHING, hasNextPage } = timeline;
  return useMemo(
    () => (waiting.length === 0 || hasNextPage ? read : [...read, ...waiting]),
    [read, waiting, hasNextPage],
  );
}

function Lines({
  detail,
  items,
  timeline,
  place,
  firstUnread,
  onGo,
}: {
  detail: ChatDetail;
  items: readonly TimelineItem[];
  timeline: ReturnType<typeof useTimeline>;
  place: Place;
  firstUnread: MessageId | null;
  onGo: (message: MessageId | null) => void;
}) {
  const { t } = useLingui();
  const asked = place.at === "message" ? place.around : null;
  const complete = !timeline.hasNextPage;
  const { window } = detail;
  const entries = useMemo(
    () => entriesOf(items, { firstUnread, window, complete }),
    [items, firstUnread, window, complete],
  );
  const { box, handle, shift, seen, behind, onScroll, onResize, toEnd, show } = useLogScroll({
    entries,
    timeline,
    start: asked ?? firstUnread,
    centred: asked !== null,
    place: { chat: detail.row.chat_id, around: place.around },
  });
  const [found, setFound] = useFound(asked);
  useTail(items, complete);
  const announced = useAnnouncements(items, detail);
  useMessageKeys(detail, items, entries);

  const jump = useSame((message: MessageId) => {
    if (!show(message)) return onGo(message);
    setFound(message);
  });
  useFollow(show);

  return (
    <>
      <div
        ref={box}
        className="log"
        role="log"
        aria-live="off"
        aria-label={t`Conversation`}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
        tabIndex={0}
        data-keys="message"
        data-pane-focus
      >
        <div className="log-spring" />
        <Virtualizer ref={handle} scrollRef={box} shift={shift} onScroll={onScroll} onResize={onResize}>
          {entries.map((entry, index) => (
            <div key={entry.key} className="log-line">
              <LogLine entry={entry} newest={index >= entries.length - 2} found={found} onJump={jump} />
            </div>
          ))}
        </Virtualizer>
      </div>
      <ReadMark {...{ detail, items, seen, complete, asked, firstUnread }} />
      <p className="unseen" aria-live="polite">
        {announced}
      </p>
      <ToNewest shown={!complete || behind} fresh={behind} onPress={complete ? toEnd : () => onGo(null)} />
    </>
  );
}

/** Tells the composer what stands at the end. */
function useTail(items: readonly TimelineItem[], complete: boolean) {
  const newest = newestMessage(items)?.message_id ?? null;
  useEffect(() => useView.setState({ tail: { newest, complete } }), [newest, complete]);
}

/** Puts the focus on the message that the keys act on, once it is drawn. */
function useFollow(show: LogScroll["show"]) {
  const message = useView((view) => view.message);
  const latest = useRef(show);
  useEffect(() => {
    latest.current = show;
  });
  useEffect(() => {
    if (message === null) return;
    latest.current(message, "nearest");
    focusSoon(() => document.querySelector<HTMLElement>(`[data-message="${message}"]`));
  }, [message]);
}

function useFound(around: MessageId | null) {
  const [found, setFound] = useState(around);
  useEffect(() => {
    if (found === null) return;
    const timer = setTimeout(() => setFound(null), FOUND);
    return () => clearTimeout(timer);
  }, [found]);
  return [found, setFound] as const;
}

function ToNewest({ shown, fresh, onPress }: { shown: boolean; fresh: boolean; onPress: () => void }) {
  return (
    <div className="log-foot">
      {shown ? (
        <div className="log-new-button">
          <Button size="small" onPress={onPress}>
            <ArrowDown className="inbox-icon-14" aria-hidden />
            {fresh ? <Trans>New messages</Trans> : <Trans>To the newest</Trans>}
          </Button>
        </div>
      ) : null}
    </div>
  );
}
