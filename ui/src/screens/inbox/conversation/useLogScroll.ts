import { useQueryClient } from "@tanstack/react-query";
import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from "react";
import type { VirtualizerHandle } from "virtua";
import { createStore, type StoreApi } from "zustand";
import { useHost } from "@/host/context.tsx";
import type { ChatId, MessageId } from "@/host/contract.ts";
import type { useTimeline } from "@/host/queries.ts";
import { dropPage, KEPT, showsPart } from "@/host/timeline.ts";
import { type Entry, indexOfMessage, isShifted } from "./entries.ts";

/** How near to an edge the next part is read, in CSS pixels. */
const NEAR = 600;
/** How long the place that a log is opened at is held while its lines get their heights, in milliseconds. */
const HELD = 600;
/** How long a frame takes, in milliseconds. A page that is not shown has none, so a timer counts it. */
const FRAME = 16;
/** How near to the end counts as at the end. */
const END = 32;

/** The messages that are or were in view. */
export interface Seen {
  /** The newest one that is. */
  last: MessageId | null;
  /** The oldest one that was. */
  oldest: MessageId | null;
}

/** The scrolling of a log: where it is, what was seen, and how to go elsewhere. */
export interface LogScroll {
  /** The scrolling box. */
  box: RefObject<HTMLDivElement | null>;
  /** The virtualizer's handle. */
  handle: RefObject<VirtualizerHandle | null>;
  /** Whether lines were just put before the others. */
  shift: boolean;
  /** What is in view, and how far up that went since the conversation was opened. It changes with every few pixels. */
  seen: StoreApi<Seen>;
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
  place,
}: {
  entries: readonly Entry[];
  timeline: ReturnType<typeof useTimeline>;
  start: MessageId | null;
  centred: boolean;
  /** Which part of which conversation it is. */
  place: { chat: ChatId; around: MessageId | null };
}): LogScroll {
  const client = useQueryClient();
  const host = useHost();
  const box = useRef<HTMLDivElement>(null);
  const handle = useRef<VirtualizerHandle>(null);
  const atEnd = useRef(start === null);
  const settled = useRef(false);
  const held = useRef(start !== null);
  const [seen] = useState(() => createStore<Seen>(() => ({ last: null, oldest: null })));
  const [behind, setBehind] = useState(false);
  const full = useRef(false);
  const shift = useShift(entries);
  const tail = entries.at(-2)?.key;
  const oursLast = isOurs(entries);

  const look = () => {
    const view = handle.current;
    if (view === null) return;
    const bottom = view.scrollOffset + view.viewportSize;
    if (!held.current) atEnd.current = bottom >= view.scrollSize - END;
    if (atEnd.current) setBehind(false);
    const last = lastMessageUpTo(entries, view.findItemIndex(Math.max(0, bottom - 8)));
    // Until the place is reached it is passed by, not seen.
    const top = firstMessageFrom(entries, view.findItemIndex(view.scrollOffset));
    if (top !== null && last !== null) showsPart(client, host, place, [top, last]);
    const first = held.current ? null : top;
    const before = seen.getState();
    const oldest = first === null ? before.oldest : Math.min(first, before.oldest ?? first);
    if (before.last !== last || before.oldest !== oldest) seen.setState({ last, oldest });
    if (timeline.isFetching || full.current) return;
    if (view.scrollOffset < NEAR && timeline.hasPreviousPage) void timeline.fetchPreviousPage();
    if (bottom > view.scrollSize - NEAR && timeline.hasNextPage) void timeline.fetchNextPage();
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

  // After the lines that came have taken their place: both at once would move the eye, and each takes half a frame. Nothing goes while
  // a part is read, nor the other way round: what comes is put to what was there when it was asked for, and would bring it back.
  const count = timeline.data?.length ?? 0;
  const { chat, around } = place;
  const reads = timeline.isFetching;
  useEffect(() => {
    if (count <= KEPT || reads) return;
    full.current = true;
    const timer = setTimeout(() => {
      full.current = false;
      const view = handle.current;
      if (view === null) return;
      const upper = view.scrollOffset + view.viewportSize / 2 < view.scrollSize / 2;
      dropPage(client, { chat, around }, upper ? "newer" : "older");
    }, FRAME);
    return () => {
      full.current = false;
      clearTimeout(timer);
    };
  }, [count, reads, client, chat, around]);

  // What comes at the end is followed while the end is in view; our own words always are.
  const complete = !timeline.hasNextPage;
  const tailSeen = useRef({ tail, complete });
  useLayoutEffect(() => {
    const before = tailSeen.current;
    if (!settled.current || (before.tail === tail && before.complete === complete)) return;
    tailSeen.current = { tail, complete };
    // Read on or let go, the end of what is here has moved without anything new.
    if (!before.complete || !complete || before.tail === tail) return;
    if (oursLast) held.current = false;
    if (atEnd.current || oursLast) handle.current?.scrollToIndex(entries.length - 1, { align: "end" });
    else setBehind(true);
  }, [tail, complete, oursLast, entries.length]);

  useEffect(() => {
    latest.current = look;
    const frame = requestAnimationFrame(() => latest.current());
    return () => cancelAnimationFrame(frame);
  });

  return {
    box,
    handle,
    shift,
    seen,
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
    setShift(isShifted(seen, entries));
  }
  return shift;
}

function isOurs(entries: readonly Entry[]): boolean {
  const last = entries.findLast((entry) => entry.entry === "message");
  return last?.entry === "message" && last.message.ours && last.message.message_id < 0;
}

function firstMessageFrom(entries: readonly Entry[], index: number): MessageId | null {
  const seen = entries.slice(index).find((entry) => entry.entry === "message" && entry.message.message_id > 0);
  return seen?.entry === "message" ? seen.message.message_id : null;
}

function lastMessageUpTo(entries: readonly Entry[], index: number): MessageId | null {
  const seen = entries.slice(0, index + 1).findLast((entry) => entry.entry === "message");
  return seen?.entry === "message" ? seen.message.message_id : null;
}
