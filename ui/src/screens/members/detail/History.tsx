import { useLingui } from "@lingui/react/macro";
import {
  Ban,
  Merge as MergeIcon,
  MessageSquare,
  MessageSquareReply,
  ShieldCheck,
  Split,
  StickyNote,
  UsersRound,
} from "lucide-react";
import { Fragment, type ReactNode, useRef } from "react";
import { Button as Pressable } from "react-aria-components";
import { Virtualizer, type VirtualizerHandle } from "virtua";

import { useFormat } from "../../../app/format";
import { openChat, openGroup } from "../../../app/navigation";
import { useReadOn } from "../../../app/useReadOn";
import { Button, Empty, Late, Skeleton } from "../../../components";
import { now } from "../../../host/clock";
import type { BlockLine, ContactId, MemberHappened, MemberLine } from "../../../host/contract";
import { useMemberHistory } from "../../../host/members";
import { StateChip } from "../../consent/StateIcon";
import { useConsentWords } from "../../consent/useConsentWords";
import { useBlockWords } from "../../blocks/useBlockWords";
import { useLineWords } from "../../groups/activity/useLineWords";
import { useSay } from "../../inbox/say";
import { kindWord } from "../../inbox/words";

/** What happened with a person, newest first; all of it, or of one kind. */
export function History({ contact, only }: { contact: ContactId; only: MemberHappened["line"] | null }) {
  const { t } = useLingui();
  const history = useMemberHistory(contact);
  if (history.data === undefined)
    return (
      <Late>
        <Skeleton width="70%" height="20px" />
      </Late>
    );
  const lines = history.data.filter(({ what }) => only === null || what.line === only);
  if (lines.length === 0)
    return (
      <Empty icon={<StickyNote aria-hidden="true" />} title={only === "note" ? t`No notes` : t`Nothing happened yet`}>
        {only === "note" ? t`Notes are written in the chat.` : t`Messages, consents and groups stand here.`}
        {history.hasNextPage && <Button onPress={() => void history.fetchNextPage()}>{t`Look further back`}</Button>}
      </Empty>
    );
  return <Lines history={history} lines={lines} />;
}

function Lines({ history, lines }: { history: ReturnType<typeof useMemberHistory>; lines: readonly MemberLine[] }) {
  const { t } = useLingui();
  const format = useFormat();
  const box = useRef<HTMLDivElement>(null);
  const handle = useRef<VirtualizerHandle>(null);
  const onScroll = useReadOn(handle, lines.length, history);
  const days = lines.map(({ at }) => format.day(at, now()));
  return (
    // A list that scrolls is reached by the keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div ref={box} className="member-history" tabIndex={0} role="group" aria-label={t`What happened`}>
      <Virtualizer ref={handle} scrollRef={box} onScroll={onScroll}>
        {lines.map((line, at) => (
          <Fragment key={keyOf(line)}>
            {days[at] !== days[at - 1] && <h2 className="member-history__day">{days[at]}</h2>}
            <Line line={line} />
          </Fragment>
        ))}
      </Virtualizer>
      {history.hasNextPage && (
        <Button kind="ghost" onPress={() => void history.fetchNextPage()}>{t`Look further back`}</Button>
      )}
    </div>
  );
}

function keyOf({ at, what }: MemberLine): string {
  switch (what.line) {
    case "message":
      return `m${what.message_id}`;
    case "note":
      return `n${what.note_id}`;
    case "consent":
      return `c${what.entry.entry}`;
    case "group":
      return `g${what.happened.line}`;
    case "block":
      return `b${at}`;
    case "merge":
      return `x${at}`;
  }
}

function Line({ line }: { line: MemberLine }) {
  const format = useFormat();
  return (
    <div className="member-history__line" data-line={line.what.line}>
      <Said what={line.what} />
      <time className="numbers quiet" dateTime={new Date(line.at).toISOString()} title={format.exact(line.at)}>
        {format.clock(line.at)}
      </time>
    </div>
  );
}

function Said({ what }: { what: MemberHappened }) {
  switch (what.line) {
    case "message":
      return <Message what={what} />;
    case "note":
      return (
        <Mark icon={<StickyNote aria-hidden="true" />} tone="note">
          <p className="quiet">{what.author}</p>
          <p dir="auto">{what.body}</p>
        </Mark>
      );
    case "consent":
      return <Consent entry={what.entry} />;
    case "group":
      return <Group what={what} />;
    case "block":
      return <Block line={what.happened} />;
    case "merge":
      return <Merge what={what} />;
  }
}

function Mark({ icon, tone, children }: { icon: ReactNode; tone: string; children: ReactNode }) {
  return (
    <>
      <span className={`member-history__icon member-history__icon--${tone}`}>{icon}</span>
      <div className="member-history__said grow">{children}</div>
    </>
  );
}

function Message({ what }: { what: Extract<MemberHappened, { line: "message" }> }) {
  const { t } = useLingui();
  const say = useSay();
  const words = what.words === "" ? say(kindWord(what.kind)) : what.words;
  return (
    <Mark
      icon={what.ours ? <MessageSquareReply aria-hidden="true" /> : <MessageSquare aria-hidden="true" />}
      tone={what.ours ? "ours" : "theirs"}
    >
      <p className="quiet">{what.ours ? (what.sender ?? t`We wrote`) : t`Wrote`}</p>
      <Pressable
        className="member-history__words cut"
        aria-label={t`Open in the chat: ${words}`}
        onPress={() => openChat(what.chat_id, what.message_id)}
      >
        <bdi>{words}</bdi>
      </Pressable>
    </Mark>
  );
}

function Consent({ entry }: { entry: Extract<MemberHappened, { line: "consent" }>["entry"] }) {
  const words = useConsentWords();
  return (
    <Mark icon={<ShieldCheck aria-hidden="true" />} tone="consent">
      <p>
        {words.scope(entry.purpose)} <StateChip state={entry.state} />
      </p>
      <p className="quiet">{words.source(entry.source, entry.word)}</p>
    </Mark>
  );
}

function Group({ what }: { what: Extract<MemberHappened, { line: "group" }> }) {
  const words = useLineWords();
  return (
    <Mark icon={<UsersRound aria-hidden="true" />} tone="group">
      <p>{words(what.happened)}</p>
      <Button kind="ghost" size="small" onPress={() => openGroup(what.happened.chat_id)}>
        {what.subject}
      </Button>
    </Mark>
  );
}

function Merge({ what }: { what: Extract<MemberHappened, { line: "merge" }> }) {
  const { t } = useLingui();
  const keep = what.keep ?? t`No name`;
  const gone = what.gone ?? t`No name`;
  const { operator } = what;
  return (
    <Mark icon={what.apart ? <Split aria-hidden="true" /> : <MergeIcon aria-hidden="true" />} tone="group">
      <p>
        {what.apart
          ? t`${keep} and ${gone} were taken apart by ${operator}`
          : t`${keep} and ${gone} were merged by ${operator}`}
      </p>
    </Mark>
  );
}

function Block({ line }: { line: BlockLine }) {
  const words = useBlockWords();
  return (
    <Mark icon={<Ban aria-hidden="true" />} tone="group">
      <p>{words.happened(line)}</p>
    </Mark>
  );
}
