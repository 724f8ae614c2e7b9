import { Trans, useLingui } from "@lingui/react/macro";
import { CircleAlert, Coffee } from "lucide-react";
import { type RefObject, Suspense, useEffect, useMemo, useRef, useState } from "react";
import { Virtualizer, type VirtualizerHandle } from "virtua";
import { Button, Empty, Late, Skeleton } from "@/components/index.ts";
import { now, useNow } from "@/host/clock.ts";
import type { ChatId, ChatRow } from "@/host/contract.ts";
import { useChats } from "@/host/queries.ts";
import { useFormat } from "@/app/format.ts";
import { useNumbers } from "@/app/numbers.ts";
import { part } from "@/app/part.tsx";
import { useReadOn } from "@/app/useReadOn.ts";
import { useDigest } from "@/host/notifications.ts";
import { hasDigest } from "../digest/digest.ts";
import { DigestStrip } from "../digest/DigestStrip.tsx";
import { focusSoon } from "../focus.ts";
import { MINUTE } from "../time.ts";
import { useView } from "../view.ts";
import { ChatRowLink } from "./ChatRowLink.tsx";
import { Filters, MoreFilters, setFilter } from "./Filters.tsx";
import { type Heading, listLines } from "./lines.ts";
import { PickedBar } from "./PickedBar.tsx";
import type { RowMenuPlace } from "./RowMenu.tsx";

const DigestPanel = part(() => import("../digest/DigestPanel.tsx").then((file) => file.DigestPanel));
const RowMenu = part(() => import("./RowMenu.tsx").then((file) => file.RowMenu));

/** The chats: filters, and the rows under their headings. */
export function ChatList({ chat, onOpen }: { chat: ChatId | null; onOpen: (chat: ChatId) => void }) {
  const filter = useView((view) => view.filter);
  const chats = useChats(filter);
  const { data: digest } = useDigest();
  const digestOpen = useView((view) => view.digest);
  const held = hasDigest(digest) ? digest : null;
  usePaintedMark(chats.data !== undefined);
  return (
    <section className="inbox-pane chat-pane" aria-label={useListName()} data-pane="list">
      <div className="inbox-bar">
        <h2 className="inbox-title">
          <Trans>Inbox</Trans>
        </h2>
        <span className="grow" />
        <MoreFilters />
      </div>
      {held !== null && digestOpen ? (
        <Suspense>
          <DigestPanel digest={held} chat={chat} rows={chats.data?.rows ?? []} />
        </Suspense>
      ) : (
        <>
          {held === null ? null : <DigestStrip digest={held} />}
          <Filters counts={chats.data?.counts} />
          <Rows chats={chats} chat={chat} onOpen={onOpen} />
        </>
      )}
      <PickedBar rows={chats.data?.rows ?? []} />
    </section>
  );
}

/** Notes in the page's own timeline when the list first stood painted: how long a start takes is read there. */
function usePaintedMark(there: boolean) {
  useEffect(() => {
    if (!there || performance.getEntriesByName("inbox").length > 0) return;
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => void performance.mark("inbox"));
    });
    return () => cancelAnimationFrame(frame);
  }, [there]);
}

function useListName(): string {
  const { t } = useLingui();
  return t`Chats`;
}

function Rows({
  chats,
  chat,
  onOpen,
}: {
  chats: ReturnType<typeof useChats>;
  chat: ChatId | null;
  onOpen: (chat: ChatId) => void;
}) {
  const everything = useView((view) => view.filter.filter === "all");
  if (chats.data === undefined)
    return chats.isError ? <ListFailed onRetry={() => void chats.refetch()} /> : <ListWaits />;
  if (chats.data.rows.length === 0) return <NothingHere snoozed={chats.data.counts.snoozed} />;
  const waiting = everything ? chats.data.counts.waiting : null;
  return <Lines chats={chats} rows={chats.data.rows} waiting={waiting} chat={chat} onOpen={onOpen} />;
}

function Lines({
  chats,
  rows,
  waiting,
  chat,
  onOpen,
}: {
  chats: ReturnType<typeof useChats>;
  rows: readonly ChatRow[];
  waiting: number | null;
  chat: ChatId | null;
  onOpen: (chat: ChatId) => void;
}) {
  const minute = useNow(MINUTE);
  const { several } = useNumbers();
  const lines = useMemo(() => listLines(rows, waiting, minute), [rows, waiting, minute]);
  const handle = useRef<VirtualizerHandle>(null);
  const box = useRef<HTMLDivElement>(null);
  const [menu, setMenu] = useState<RowMenuPlace | null>(null);
  const current = lines.findIndex((line) => line.line === "chat" && line.row.chat_id === chat);
  const tabbable = current >= 0 ? current : lines.findIndex((line) => line.line === "chat");
  useRowInView(handle, box, current, chat);

  const readOn = useReadOn(handle, lines.length, chats);
  return (
    <div ref={box} className="chat-list">
      <Virtualizer
        ref={handle}
        scrollRef={box}
        as="ul"
        item="li"
        onScroll={readOn}
        {...(current >= 0 ? { keepMounted: [current] } : {})}
      >
        {lines.map((line, index) =>
          line.line === "heading" ? (
            <HeadingLine key={line.key} heading={line.heading} />
          ) : (
            <ChatRowLink
              key={line.key}
              row={line.row}
              now={minute}
              several={several}
              current={index === current}
              tabbable={index === tabbable}
              onOpen={(row) => onOpen(row.chat_id)}
              onMenu={(row, at) => setMenu({ row, at })}
            />
          ),
        )}
      </Virtualizer>
      <Suspense>{menu === null ? null : <RowMenu place={menu} onClose={() => setMenu(null)} />}</Suspense>
    </div>
  );
}

/** Brings the row of the chat that is open into view, and the focus with it where the list had it. */
function useRowInView(
  handle: RefObject<VirtualizerHandle | null>,
  box: RefObject<HTMLDivElement | null>,
  index: number,
  chat: ChatId | null,
) {
  const place = useRef(index);
  useEffect(() => {
    place.current = index;
  });
  useEffect(() => {
    if (chat === null || place.current < 0) return;
    handle.current?.scrollToIndex(place.current, { align: "nearest" });
    const active = document.activeElement;
    if (active !== document.body && box.current?.contains(active) !== true) return;
    focusRow(chat);
  }, [handle, box, chat]);
}

/** Puts the focus on a row of the list, or on the list's first one. */
export function focusRow(chat: ChatId | null): void {
  focusSoon(
    () =>
      document.querySelector<HTMLElement>(`.chat-row[data-chat="${chat ?? ""}"]`) ??
      document.querySelector<HTMLElement>(".chat-row"),
  );
}

function HeadingLine({ heading }: { heading: Heading }) {
  const { t } = useLingui();
  const format = useFormat();
  const words = () => {
    switch (heading.heading) {
      case "pinned":
        return t`Pinned`;
      case "waiting":
        return t`Waiting for you`;
      case "today":
        return t`Earlier today`;
      case "yesterday":
        return t`Yesterday`;
      case "day":
        return format.day(heading.at, now());
      case "older":
        return t`Earlier`;
    }
  };
  return (
    <h3 className="chat-heading">
      <span>{words()}</span>
      {heading.heading === "waiting" ? <span className="numbers">{format.number(heading.count)}</span> : null}
    </h3>
  );
}

function ListWaits() {
  const { t } = useLingui();
  return (
    <div className="chat-list" role="status" aria-label={t`Loading…`}>
      <Late>
        {["62%", "48%", "70%", "54%", "66%"].map((width) => (
          <div key={width} className="chat-skeleton">
            <Skeleton width="36px" height="36px" round />
            <span>
              <Skeleton width={width} height="12px" />
              <Skeleton width="84%" height="10px" />
            </span>
          </div>
        ))}
      </Late>
    </div>
  );
}

function ListFailed({ onRetry }: { onRetry: () => void }) {
  const { t } = useLingui();
  return (
    <div className="inbox-empty" role="alert">
      <Empty
        icon={<CircleAlert aria-hidden />}
        title={t`The chats could not be read`}
        action={<Button onPress={onRetry}>{t`Try again`}</Button>}
      >
        <Trans>Nothing is lost: they are kept on this computer.</Trans>
      </Empty>
    </div>
  );
}

function NothingHere({ snoozed }: { snoozed: number }) {
  const { t } = useLingui();
  const filter = useView((view) => view.filter);
  const all = filter.filter === "all" || filter.filter === "unread";
  return (
    <div className="inbox-empty">
      <Empty
        icon={<Coffee aria-hidden />}
        title={all ? t`Everyone has an answer` : t`No chats here`}
        action={
          all && snoozed > 0 ? (
            <Button onPress={() => setFilter({ filter: "snoozed" })}>{t`Show snoozed`}</Button>
          ) : filter.filter === "all" ? undefined : (
            <Button onPress={() => setFilter({ filter: "all" })}>{t`Show all chats`}</Button>
          )
        }
      >
        {all ? <Trans>New messages appear here.</Trans> : <Trans>Chats that fit this filter appear here.</Trans>}
      </Empty>
    </div>
  );
}
