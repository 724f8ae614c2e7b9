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
import { ConversationWaits, EmptyConversation } from "./ConversationWaits.tsx";
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
  const rests = useRest();
  useEffect(() => leaveChat, []);
  if (data !== undefined && rests) return <Loaded {...props} detail={data} known={known} />;
  if (data !== undefined || !isError) return <ConversationWaits chat={props.chat} panel={props.panel} />;
  return (
    <EmptyConversation busy={false}>
      <Lost onRetry={() => void refetch()} />
    </EmptyConversation>
  );
}

/** After so long without a further chat somebody stays, in milliseconds: more than two presses of a key that is held are apart. */
const RESTS = 80;

/** Whether somebody stays: what is only walked through by a key that is held is not drawn. */
function useRest(): boolean {
  const [rests, setRests] = useState(() => !useNavigation.getState().walks);
  useEffect(() => {
    if (rests) return;
    const timer = setTimeout(() => {
      useNavigation.setState({ walks: false });
      setRests(true);
    }, RESTS);
    return () => clearTimeout(timer);
  }, [rests]);
  return rests;
}

/** Says that a chat can be seen: keys that decide about it act from then on. */
function useShown(chat: ChatId) {
  useLayoutEffect(() => {
    useView.setState({ shown: chat });
    return () => useView.setState({ shown: null });
  }, [chat]);
}

function Loaded({ detail, known, ...props }: ConversationProps & { detail: ChatDetail; known: boolean }) {
  const { panel, onPanel, onBack, onGo, onDone, onSnooze, onSent } = props;
  const searching = useView((view) => view.searching);
  const why = useView((view) => view.why);
  const name = useRowName(detail.row);
  useShown(detail.row.chat_id);
  const [place, move] = usePlace(props, detail, known);
  const toNewest = useToNewest(detail.row.chat_id);
  const go = (message: MessageId | null) => (message === null ? toNewest() : onGo(message));
  const forget = () => useView.setState({ why: null });
  return (
    <OpenChatProvider detail={detail}>
      <section className="inbox-pane conversation" aria-label={name} data-pane="conversation">
        <Header
          detail={detail}
          panel={panel !== null}
          onPanel={onPanel}
          onBack={onBack}
          onDone={onDone}
          onSnooze={onSnooze}
        />
        {searching ? <SearchInChat chat={detail.row.chat_id} onGo={go} /> : null}
        {known ? (
          <Log key={`${place.around}:${place.visit}`} detail={detail} place={place} onMove={move} onGo={go} />
        ) : (
          <LogWaits />
        )}
        <Composer detail={detail} onSent={onSent} />
        <PinDialog />
      </section>
      {why === null ? null : (
        <>
          <DrawerScrim onClose={forget} />
          <WhyPanel asked={why} detail={detail} onClose={forget} />
        </>
      )}
      {why === null && panel !== null ? (
        <>
          {panel === "drawer" ? <DrawerScrim onClose={onPanel} /> : null}
          <ContextPanel detail={detail} drawer={panel === "drawer"} onClose={onPanel} />
        </>
      ) : null}
    </OpenChatProvider>
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
