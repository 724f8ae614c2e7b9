import "./conversation.css";
import "../context/context.css";
import "../composer/composer.css";

import type { ReactNode } from "react";
import type { ChatId } from "@/host/contract.ts";
import { EarlyComposer } from "../composer/EarlyComposer.tsx";
import { LogWaits } from "./LogWaits.tsx";

/** Stands for the conversation while it is read; an answer can be begun. What stands beside it keeps its room. */
export function ConversationWaits({ chat, panel }: { chat: ChatId; panel: "beside" | "drawer" | null }) {
  return (
    <>
      <EmptyConversation busy>
        <LogWaits />
        <EarlyComposer chat={chat} />
      </EmptyConversation>
      <EmptyPanel panel={panel} />
    </>
  );
}

/** The pane of a conversation that nothing is known of. */
export function EmptyConversation({ busy, children }: { busy: boolean; children: ReactNode }) {
  return (
    <section className="inbox-pane conversation" aria-busy={busy} data-pane="conversation">
      <EmptyBar />
      {children}
    </section>
  );
}

/** The bar of a conversation before it is known who is in it. */
export function EmptyBar() {
  return <div className="inbox-bar inbox-bar-line" />;
}

/** Keeps the room of a panel that stands beside the conversation. */
export function EmptyPanel({ panel }: { panel: "beside" | "drawer" | null }) {
  return panel === "beside" ? <div className="inbox-pane context" /> : null;
}
