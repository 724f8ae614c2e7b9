import { useLingui } from "@lingui/react/macro";
import {
  Copy,
  Ellipsis,
  Link,
  Pin,
  PinOff,
  Reply,
  RotateCcw,
  Route,
  ShieldPlus,
  SmilePlus,
  Trash2,
} from "lucide-react";
import { useState } from "react";
import { IconButton, Menu, Popover } from "@/components/index.ts";
import type { Message } from "@/host/contract.ts";
import { allowed, useAccount, useOpenChat } from "../chat.tsx";
import { EmojiPanel } from "../composer/EmojiPanel.tsx";
import { linksOf } from "../content/pieces.ts";
import { useCopy } from "../copy.ts";
import { useRefusal } from "../refusal.ts";
import { focusComposer } from "../focus.ts";
import { askWhy, compose } from "../view.ts";
import { useSaid } from "../../consent/record/useNewestMessages.ts";
import { somebodyIn } from "../../consent/somebody.ts";
import { openRecord } from "../../consent/view.ts";
import { chordFor } from "@/keys/map.ts";
import { askedOf } from "../why/asked.ts";
import { bodyOf } from "./useAnnouncements.ts";
import { usePin } from "./usePin.ts";
import { useReact } from "./useReact.ts";
import { useSettle } from "./useSettle.ts";

/** What can be done with one message. It stands there on pointing, for the picked message, and while one of its boxes is open. */
export function MessageTools({ message, onBusy }: { message: Message; onBusy: (busy: boolean) => void }) {
  const { t } = useLingui();
  const detail = useOpenChat();
  const [open, setBox] = useState<"react" | "more" | null>(null);
  const setOpen = (box: "react" | "more" | null) => {
    setBox(box);
    onBusy(box !== null);
  };
  const { react, refusal } = useReact(message);
  const account = useAccount(detail);
  const quoteRefusal = useRefusal(allowed(detail, account, "text"));
  const entries = useEntries(message);
  if (message.message_id < 0) return null;
  const answer = () => {
    compose(message.chat_id, { replyTo: message.message_id, note: false });
    focusComposer();
  };
  return (
    <div className="message-tools">
      {refusal === null ? (
        <Popover
          label={t`React`}
          placement="top"
          isOpen={open === "react"}
          onOpenChange={(next) => setOpen(next ? "react" : null)}
          trigger={
            <IconButton size="small" label={t`React`}>
              <SmilePlus aria-hidden />
            </IconButton>
          }
        >
          {(close) => (
            <EmojiPanel
              reactions
              onPick={(emoji) => {
                close();
                react(emoji);
              }}
            />
          )}
        </Popover>
      ) : (
        <IconButton size="small" label={t`React`} reason={refusal}>
          <SmilePlus aria-hidden />
        </IconButton>
      )}
      <IconButton size="small" label={t`Quote`} chord="KeyR" reason={quoteRefusal ?? undefined} onPress={answer}>
        <Reply aria-hidden />
      </IconButton>
      <Menu
        label={t`Message`}
        placement="bottom end"
        isOpen={open === "more"}
        onOpenChange={(next) => setOpen(next ? "more" : null)}
        trigger={
          <IconButton size="small" label={t`More`}>
            <Ellipsis aria-hidden />
          </IconButton>
        }
        entries={entries}
      />
    </div>
  );
}

/** More links than this make a menu of links. */
const MOST_LINKS = 4;

function shortened(link: string): string {
  const bare = link.replace(/^https?:\/\//iu, "");
  return bare.length > 28 ? `${bare.slice(0, 27)}…` : bare;
}

function useEntries(message: Message) {
  const { t } = useLingui();
  const copy = useCopy();
  const { again, drop } = useSettle(message);
  const pinning = usePin();
  const pinned = pinning.isPinned(message.message_id);
  const person = somebodyIn(useOpenChat());
  const said = useSaid();
  const words = bodyOf(message);
  const links = linksOf(words ?? "").slice(0, MOST_LINKS);
  const failed = message.ours && (message.status === "failed" || message.status === "refused");
  const waits = message.ours && message.status === "queued";
  return [
    {
      id: "copy",
      words: t`Copy text`,
      icon: <Copy aria-hidden />,
      chord: "KeyC",
      ...(words === null ? { reason: t`It has no text` } : {}),
      run: () => copy(words ?? "", t`Text copied`),
    },
    ...links.map((link) => ({
      id: `link:${link}`,
      words: t`Copy link`,
      icon: <Link aria-hidden />,
      // Which one, where there are several.
      ...(links.length > 1 ? { detail: shortened(link) } : {}),
      run: () => copy(link, t`Link copied`),
    })),
    ...(pinning.here
      ? [
          {
            id: "pin",
            words: pinned ? t`Unpin in the group` : t`Pin in the group…`,
            icon: pinned ? <PinOff aria-hidden /> : <Pin aria-hidden />,
            chord: chordFor("message.pin"),
            ...(pinning.refusal === null ? {} : { reason: pinning.refusal }),
            run: () => pinning.toggle(message.message_id),
          },
        ]
      : []),
    ...(message.ours || person === null
      ? []
      : [
          {
            id: "consent",
            words: t`Use as consent evidence…`,
            icon: <ShieldPlus aria-hidden />,
            chord: chordFor("message.consent"),
            run: () => openRecord({ person, message: said(message) }),
          },
        ]),
    ...(message.ours
      ? []
      : [
          {
            id: "why",
            words: t`Why did this (not) ring?`,
            icon: <Route aria-hidden />,
            chord: "KeyW",
            run: () => askWhy(askedOf(message)),
          },
        ]),
    ...(failed ? [{ id: "again", words: t`Retry`, icon: <RotateCcw aria-hidden />, run: again }] : []),
    ...(waits ? [{ id: "drop", words: t`Take back`, icon: <Trash2 aria-hidden />, run: drop }] : []),
  ];
}
