import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from "react";
import type { VirtualizerHandle } from "virtua";
import type { MessageId } from "@/host/contract.ts";
import type { useTimeline } from "@/host/queries.ts";
import { type Entry, indexOfMessage, isPrepended } from "./entries.ts";

/** How near to an edge the next part is read, in CSS pixels. */
const NEAR = 600;
/** How long the place that a log is opened at is held while its lines get their heights, in milliseconds. */
const HELD = 600;
/** How near to the end counts as at the end. */
const END = 32;

/** The scrolling of a log: where it is, what was seen, and how to go elsewhere. */
export interface LogScroll {
  /** The scrolling box. */
  box: RefObject<HTMLDivElement | null>;
  /** The virtualizer's handle. */
  handle: RefObject<VirtualizerHandle | null>;
  /** Whether lines were just put before the others. */
  shift: boolean;
  /** The newest message that was in view. */
  lastSeen: MessageId | null;
  /** Whether something new stands below what is in view. */
  behind: boolean;
  onScroll: () => void;
  onResize: () => void;
  /** Goes to the end. */
  toEnd: () => void;
  /** Brings a message into view; false where it is not among the lines. */
  show: (message: MessageId, align?: "center" | "nearest") => boolean;
}

/** Keeps a log at its end while it is there, keeps the eye in place while older lines come, and reads on at both edges. */
export function useLogScroll({
  entries,
  timeline,
  start,
  centred,
}: {
  entries: readonly Entry[];
  timeline: ReturnType<typeof useTimeline>;
  start: MessageId | null;
  centred: boolean;
}): LogScroll {
  const box = useRef<HTMLDivElement>(null);
  const handle = useRef<VirtualizerHandle>(null);
  const atEnd = useRef(start === null);
  const settled = useRef(false);
  const held = useRef(start !== null);
  const [lastSeen, setLastSeen] = useState<MessageId | null>(null);
  const [behind, setBehind] = useState(false);
  const shift = useShift(entries);
  const tail = entries.at(-2)?.key;
  const oursLast = isOurs(entries);

  const look = () => {
    const view = handle.current;
    if (view === null) return;
    const bottom = view.scrollOffset + view.viewportSize;
    if (!held.current) atEnd.current = bottom >= view.scrollSize - END;
    if (atEnd.current) setBehind(false);
    setLastSeen(lastMessageUpTo(entries, view.findItemIndex(Math.max(0, bottom - 8))));
    if (view.scrollOffset < NEAR && timeline.hasPreviousPage && !timeline.isFetching) void timeline.fetchPreviousPage();
    if (bottom > view.scrollSize - NEAR && timeline.hasNextPage && !timeline.isFetching) void timeline.fetchNextPage();
  };
  const toEnd = () => handle.current?.scrollToIndex(entries.length - 1, { align: "end" });

  const latest = useRef(look);
  const toStart = () => {
    const index = start === null ? -1 : indexOfMessage(entries, start);
    if (index < 0) handle.current?.scrollToIndex(entries.length - 1, { align: "end" });
    else
      handle.current?.scrollToIndex(Math.max(0, centred ? index : index - 1), { align: centred ? "center" : "start" });
  };

  useLayoutEffect(() => {
    if (settled.current || entries.length <= 1) return;
    settled.current = true;
    toStart();
  });
  useEffect(() => {
    const timer = setTimeout(() => {
      held.current = false;
      latest.current();
    }, HELD);
    return () => clearTimeout(timer);
  }, []);

  // What comes at the end is followed while the end is in view; our own words always are.
  const tailSeen = useRef(tail);
  useLayoutEffect(() => {
    if (!settled.current || tailSeen.current === tail) return;
    tailSeen.current = tail;
    if (oursLast) held.current = false;
    if (atEnd.current || oursLast) handle.current?.scrollToIndex(entries.length - 1, { align: "end" });
    else setBehind(true);
  }, [tail, oursLast, entries.length]);

  useEffect(() => {
    latest.current = look;
    const frame = requestAnimationFrame(() => latest.current());
    return () => cancelAnimationFrame(frame);
  });

  return {
    box,
    handle,
    shift,
    lastSeen,
    behind,
    onScroll: look,
    onResize: () => {
      if (held.current) toStart();
      else if (atEnd.current) toEnd();
      look();
    },
    toEnd,
    show: (message, align = "center") => {
      const index = indexOfMessage(entries, message);
      if (index >= 0) handle.current?.scrollToIndex(index, { align });
      return index >= 0;
    },
  };
}

function useShift(entries: readonly Entry[]): boolean {
  const [seen, setSeen] = useState(entries);
  const [shift, setShift] = useState(false);
  if (seen !== entries) {
    setSeen(entries);
    setShift(isPrepended(seen, entries));
  }
  return shift;
}

function isOurs(entries: readonly Entry[]): boolean {
  const last = entries.findLast((entry) => entry.entry === "message");
  return last?.entry === "message" && last.message.ours && last.message.message_id < 0;
}

function lastMessageUpTo(entries: readonly Entry[], index: number): MessageId | null {
  const seen = entries.slice(0, index + 1).findLast((entry) => entry.entry === "message");
  return seen?.entry === "message" ? seen.message.message_id : null;
}
