import "./bubble.css";
import "./receipt.css";
import "../content/content.css";
import "../composer/templates.css";
import "../context/context.css";

import { Trans, useLingui } from "@lingui/react/macro";
import { CircleAlert } from "lucide-react";
import { useEffect, useLayoutEffect, useState } from "react";
import { useNavigation } from "@/app/navigation.ts";
import { Button, Empty } from "@/components/index.ts";
import type { ChatDetail, ChatId, MessageId, Timestamp } from "@/host/contract.ts";
import { useChat } from "@/host/queries.ts";
import { OpenChatProvider } from "../chat.tsx";
import { type After, Composer } from "../composer/Composer.tsx";
import { ContextPanel } from "../context/ContextPanel.tsx";
import { useRowName } from "../list/preview.ts";
import { leaveChat, useView } from "../view.ts";
import { WhyPanel } from "../why/WhyPanel.tsx";
import { ConversationWaits, EmptyBar, EmptyConversation, EmptyPanel } from "./ConversationWaits.tsx";
import { Header } from "./Header.tsx";
import { Log } from "./Log.tsx";
import { LogWaits } from "./LogWaits.tsx";
import { usePlace, useToNewest, useTrueOnce } from "./place.ts";
import { PinDialog } from "./PinDialog.tsx";
import { SearchInChat } from "./SearchInChat.tsx";

/** What a conversation is given by the screen around it. */
export interface ConversationProps {
  chat: ChatId;
  /** The message that it is opened at. */
  around: MessageId | null;
  /** Which visit this is; the same message visited again is gone to again. */
  visit: number;
  /** Whether the panel is shown, and whether as a drawer. */
  panel: "beside" | "drawer" | null;
  onPanel: () => void;
  /** Present where one pane is shown at a time. */
  onBack: (() => void) | null;
  onGo: (message: MessageId | null) => void;
  onDone: () => void;
  onSnooze: (until: Timestamp) => void;
  onSent: (after: After) => void;
}

/** One chat with its panel: header, log, composer. */
export function Conversation(props: ConversationProps) {
  const chat = useChat(props.chat);
  const { data, isError, refetch } = chat;
  const known = useTrueOnce(chat) && data !== undefined;
  const drawn = useDrawn(data !== undefined);
  useEffect(() => leaveChat, []);
  if (data !== undefined && drawn !== "nothing") return <Loaded {...props} detail={data} known={known} drawn={drawn} />;
  if (data !== undefined || !isError) return <ConversationWaits chat={props.chat} panel={props.panel} />;
  return (
    <EmptyConversation busy={false}>
      <Lost onRetry={() => void refetch()} />
    </EmptyConversation>
  );
}

/** After so long without a further chat somebody stays, in milliseconds: more than two presses of a key that is held are apart. */
const RESTS = 80;

/**
 * How much of a chat is drawn: nothing of one that a held key only passes, its composer and nothing to look at, header and log
 * too, or all of it with what stands beside it.
 */
type Drawn = "nothing" | "composer" | "conversation" | "all";

/**
 * In one frame it would be the longest there is. What had to be waited for begins with the composer, which then takes the words;
 * what is known from an earlier visit begins with the whole conversation.
 */
function useDrawn(ready: boolean): Drawn {
  const [drawn, setDrawn] = useState<Drawn>(() => {
    if (useNavigation.getState().walks) return "nothing";
    return ready ? "conversation" : "composer";
  });
  useEffect(() => {
    if (drawn !== "nothing") return;
    const timer = setTimeout(() => {
      useNavigation.setState({ walks: false });
      setDrawn("composer");
    }, RESTS);
    return () => clearTimeout(timer);
  }, [drawn]);
  useEffect(() => {
    if (!ready || drawn === "nothing" || drawn === "all") return;
    return oncePainted(() => setDrawn(drawn === "composer" ? "conversation" : "all"));
  }, [drawn, ready]);
  return drawn;
}

/** Does something once what is drawn by now was painted; returns what calls it off. */
function oncePainted(work: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const frame = requestAnimationFrame(() => (timer = setTimeout(work, 0)));
  return () => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
  };
}

/** Says that a chat can be seen: keys that decide about it act from then on. */
function useShown(chat: ChatId, shown: boolean) {
  useLayoutEffect(() => {
    if (!shown) return;
    useView.setState({ shown: chat });
    return () => useView.setState({ shown: null });
  }, [chat, shown]);
}

interface LoadedProps extends ConversationProps {
  detail: ChatDetail;
  /** Whether what is told of the chat is of now. */
  known: boolean;
  /** How far it is drawn. */
  drawn: Exclude<Drawn, "nothing">;
}

function Loaded({ detail, known, drawn, ...props }: LoadedProps) {
  const { panel, onPanel, onBack, onGo, onDone, onSnooze, onSent } = props;
  const searching = useView((view) => view.searching);
  const name = useRowName(detail.row);
  const shown = drawn !== "composer";
  useShown(detail.row.chat_id, shown);
  const [place, move] = usePlace(props, detail, known);
  const toNewest = useToNewest(detail.row.chat_id);
  const go = (message: MessageId | null) => (message === null ? toNewest() : onGo(message));
  return (
    <OpenChatProvider detail={detail}>
      <section className="inbox-pane conversation" aria-label={name} data-pane="conversation">
        {shown ? (
          <Header
            detail={detail}
            panel={panel !== null}
            onPanel={onPanel}
            onBack={onBack}
            onDone={onDone}
            onSnooze={onSnooze}
          />
        ) : (
          <EmptyBar />
        )}
        {searching ? <SearchInChat chat={detail.row.chat_id} onGo={go} /> : null}
        {known ? (
          <Log
            key={`${place.around}:${place.visit}`}
            detail={detail}
            place={place}
            shown={shown}
            onMove={move}
            onGo={go}
          />
        ) : (
          <LogWaits />
        )}
        <Composer detail={detail} onSent={onSent} />
        <PinDialog />
      </section>
      <Beside detail={detail} drawn={drawn} panel={panel} onPanel={onPanel} />
    </OpenChatProvider>
  );
}

/** What stands beside the conversation: why a message rang, where that was asked, or what is known about who is in it. */
function Beside({ detail, drawn, panel, onPanel }: Pick<LoadedProps, "detail" | "drawn" | "panel" | "onPanel">) {
  const why = useView((view) => view.why);
  if (why !== null) {
    const forget = () => useView.setState({ why: null });
    return (
      <>
        <DrawerScrim onClose={forget} />
        <WhyPanel asked={why} detail={detail} onClose={forget} />
      </>
    );
  }
  if (drawn !== "all" || panel === null) return <EmptyPanel panel={panel} />;
  return (
    <>
      {panel === "drawer" ? <DrawerScrim onClose={onPanel} /> : null}
      <ContextPanel detail={detail} drawer={panel === "drawer"} onClose={onPanel} />
    </>
  );
}

function DrawerScrim({ onClose }: { onClose: () => void }) {
  const { t } = useLingui();
  return <button type="button" className="context-scrim" tabIndex={-1} aria-label={t`Close panel`} onClick={onClose} />;
}

function Lost({ onRetry }: { onRetry: () => void }) {
  const { t } = useLingui();
  return (
    <div className="inbox-empty" role="alert">
      <Empty
        icon={<CircleAlert aria-hidden />}
        title={t`This chat could not be read`}
        action={<Button onPress={onRetry}>{t`Try again`}</Button>}
      >
        <Trans>Nothing is lost: it is kept on this computer.</Trans>
      </Empty>
    </div>
  );
}
