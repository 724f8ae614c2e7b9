import { useEffect, useSyncExternalStore } from "react";
import { useHost } from "@/host/context.tsx";
import type { ChatId } from "@/host/contract.ts";

function listen(changed: () => void): () => void {
  window.addEventListener("focus", changed);
  window.addEventListener("blur", changed);
  document.addEventListener("visibilitychange", changed);
  return () => {
    window.removeEventListener("focus", changed);
    window.removeEventListener("blur", changed);
    document.removeEventListener("visibilitychange", changed);
  };
}

/** Whether the window has the focus and can be seen. */
export function useFocused(): boolean {
  return useSyncExternalStore(listen, () => document.hasFocus() && document.visibilityState === "visible");
}

function useVisible(): boolean {
  return useSyncExternalStore(listen, () => document.visibilityState === "visible");
}

/** Tells the core what the operator is looking at, so that it does not ring. */
export function usePresence(chat: ChatId | null): void {
  const host = useHost();
  const focused = useFocused();
  const visible = useVisible();
  useEffect(() => {
    // A lost word about presence rings once too often at worst; the next one puts it right.
    host.call("presence_set", { focused, visible, chat }).catch(() => undefined);
  }, [host, focused, visible, chat]);
  useEffect(
    () => () => void host.call("presence_set", { focused: false, visible: false, chat: null }).catch(() => undefined),
    [host],
  );
}
