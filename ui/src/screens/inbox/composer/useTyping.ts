import { useRef } from "react";
import { useHost } from "@/host/context.tsx";
import type { ChatDetail } from "@/host/contract.ts";

/** How often the person is told that somebody writes, in milliseconds; the sign at theirs lasts a little longer. */
const EVERY = 20_000;

/** Says that the operator is writing an answer. Notes are nobody's business. */
export function useTyping(detail: ChatDetail, note: boolean): (text: string) => void {
  const host = useHost();
  const last = useRef(-EVERY);
  return (text) => {
    if (note || text.trim() === "" || text.startsWith("/") || detail.row.kind !== "direct") return;
    if (performance.now() - last.current < EVERY) return;
    last.current = performance.now();
    // Where it cannot be shown nothing is lost.
    host.call("chat_typing", { chat_id: detail.row.chat_id }).catch(() => undefined);
  };
}
