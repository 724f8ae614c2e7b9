import "./why.css";

import { Trans, useLingui } from "@lingui/react/macro";
import { BellOff, BellRing, History, X } from "lucide-react";
import { type ReactNode, useEffect, useRef } from "react";
import { openNotifications } from "@/app/navigation.ts";
import { useFormat } from "@/app/format.ts";
import { Button, Empty, IconButton } from "@/components/index.ts";
import { now } from "@/host/clock.ts";
import type { ChatDetail, Decided } from "@/host/contract.ts";
import { useDecision, useNotificationHistory } from "@/host/notifications.ts";
import { Trace } from "../../notifications/simulator/Trace.tsx";
import { useOutcomeWords } from "../../notifications/simulator/words.ts";
import { rings } from "../alert/rings.ts";
import type { Asked } from "../view.ts";
import { WhyDeeds } from "./WhyDeeds.tsx";

/** Why a message of the chat rang or did not, step by step; it stands where the panel with the person does. */
export function WhyPanel({ asked, detail, onClose }: { asked: Asked; detail: ChatDetail; onClose: () => void }) {
  const { t } = useLingui();
  const { decided, known } = useAsked(asked);
  const heard = decided != null && rings(decided.verdict.outcome);
  const title = decided == null || heard ? t`Why did this notify?` : t`Why was this silent?`;
  return (
    <aside className="inbox-pane context why" aria-label={title} data-pane="context">
      <div className="inbox-bar">
        <Title key={asked.message} words={title} />
        <IconButton label={t`Close`} chord="Escape" onPress={onClose}>
          <X aria-hidden />
        </IconButton>
      </div>
      <div className="context-scroll" tabIndex={-1}>
        {decided == null ? known ? <Unknown asked={asked} /> : null : <Answer decided={decided} heard={heard} />}
        {decided == null ? null : <WhyDeeds asked={asked} decided={decided} detail={detail} />}
      </div>
    </aside>
  );
}

/** The decision that is asked about: of the message, else of what happened last in the chat. */
function useAsked({ chat, message }: Asked): { decided: Decided | null | undefined; known: boolean } {
  const one = useDecision(message);
  const all = useNotificationHistory(chat);
  if (message !== null) return { decided: one.data, known: one.isFetched };
  return { decided: all.data?.decisions[0], known: all.isFetched };
}

/** The panel was asked for, so the keys go there; with it they come back to where they were. */
function Title({ words }: { words: string }) {
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    title.current?.focus();
    return () => (before instanceof HTMLElement && before.isConnected ? before.focus() : undefined);
  }, []);
  return (
    <h2 ref={title} className="inbox-title grow why-title" tabIndex={-1}>
      {words}
    </h2>
  );
}

function Answer({ decided, heard }: { decided: Decided; heard: boolean }) {
  const { t } = useLingui();
  const format = useFormat();
  const words = useOutcomeWords();
  const { verdict, at, name } = decided;
  const { title, detail } = words(verdict.outcome);
  const when = format.until(at, now());
  return (
    <>
      <p className="why-what">
        <span className="quiet numbers" title={format.exact(at)}>
          {name === null ? when : t`${name}, ${when}`}
        </span>
        {decided.words === "" ? null : (
          <span className="why-words" dir="auto">
            {decided.words}
          </span>
        )}
      </p>
      <Verdict heard={heard} icon={heard ? <BellRing aria-hidden /> : <BellOff aria-hidden />}>
        <strong>{heard ? <Trans>It rang</Trans> : title}</strong>
        <span>{detail}</span>
      </Verdict>
      <h3 className="why-steps">
        <Trans>Why, step by step</Trans>
      </h3>
      <Trace verdict={verdict} kind={decided.kind} inChat={decided.chat !== null} />
    </>
  );
}

function Verdict({ heard, icon, children }: { heard: boolean; icon: ReactNode; children: ReactNode }) {
  return (
    <div className={heard ? "why-verdict why-verdict-heard" : "why-verdict"}>
      {icon}
      <p>{children}</p>
    </div>
  );
}

function Unknown({ asked }: { asked: Asked }) {
  const { t } = useLingui();
  return (
    <Empty
      icon={<History aria-hidden />}
      title={t`No decision is kept`}
      action={<Button onPress={() => openNotifications("history", asked.chat)}>{t`Open the history`}</Button>}
    >
      <Trans>Decisions are kept for 30 days. What is switched off is only counted.</Trans>
    </Empty>
  );
}
