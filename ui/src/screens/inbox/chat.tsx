import { createContext, type ReactNode, useContext } from "react";
import type { Account, ChatDetail } from "@/host/contract.ts";
import { useWorkspace } from "@/host/queries.ts";

const OpenChat = createContext<ChatDetail | null>(null);
const Operator = createContext("");

/** Hands the chat that is open, and who reads it, to everything in its panes. */
export function OpenChatProvider({ detail, children }: { detail: ChatDetail; children: ReactNode }) {
  const operator = useWorkspace().data?.operator ?? "";
  return (
    <Operator value={operator}>
      <OpenChat value={detail}>{children}</OpenChat>
    </Operator>
  );
}

/** How the operator who reads the open chat is called. Asked once for the chat: each of its bubbles wants to know. */
export function useOperator(): string {
  return useContext(Operator);
}

/** The chat that is open. */
export function useOpenChat(): ChatDetail {
  const detail = useContext(OpenChat);
  if (detail === null) throw new Error("an OpenChatProvider is missing above");
  return detail;
}

/** The number that a chat is with. */
export function useAccount(detail: ChatDetail): Account | null {
  const { data: workspace } = useWorkspace();
  return workspace?.accounts.find((account) => account.account_id === detail.row.account_id) ?? null;
}

/** Whether nothing can be sent to the person of the chat, because we blocked them. */
export function isBlocked({ contact }: ChatDetail): boolean {
  return contact !== null && contact.block.phase !== "open";
}

/** Whether something may be sent in a chat, or the one reason why not. */
export type Allowed =
  | { allowed: true }
  | { allowed: false; because: "window" | "blocked" | "suspended" | "group" | "account" };

/** Whether a kind of message can be sent here now. Templates are asked for by `"template"`. */
export function allowed(detail: ChatDetail, account: Account | null, kind: string): Allowed {
  if (detail.group?.suspended === true) return { allowed: false, because: "suspended" };
  if (isBlocked(detail)) return { allowed: false, because: "blocked" };
  const capabilities = account?.capabilities;
  if (kind === "reaction") {
    if (capabilities?.reactions === false) return { allowed: false, because: "account" };
    if (detail.row.kind === "group" && capabilities?.in_groups.includes("reaction") !== true)
      return { allowed: false, because: "group" };
  } else if (!detail.can_send.includes(kind)) {
    return { allowed: false, because: detail.row.kind === "group" ? "group" : "account" };
  }
  if (kind !== "template" && detail.window.state !== "open") return { allowed: false, because: "window" };
  return { allowed: true };
}
