import "./conversation.css";
import "../composer/composer.css";

import type { ReactNode } from "react";
import type { ChatId } from "@/host/contract.ts";
import { EarlyComposer } from "../composer/EarlyComposer.tsx";
import { LogWaits } from "./LogWaits.tsx";

/** Stands for the conversation while it is read; an answer can be begun. */
export function ConversationWaits({ chat }: { chat: ChatId }) {
  return (
    <EmptyConversation busy>
      <LogWaits />
      <EarlyComposer chat={chat} />
    </EmptyConversation>
  );
}

/** The pane of a conversation that nothing is known of. */
export function EmptyConversation({ busy, children }: { busy: boolean; children: ReactNode }) {
  return (
    <section className="inbox-pane conversation" aria-busy={busy} data-pane="conversation">
      <div className="inbox-bar inbox-bar-line" />
      {children}
    </section>
  );
}
