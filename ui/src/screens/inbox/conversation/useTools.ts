import { type FocusEvent, type PointerEvent, useRef } from "react";
import type { MessageId } from "@/host/contract.ts";
import { useView } from "../view.ts";

const claim = (message: MessageId | null) => useView.setState({ tools: message });

/**
 * Whether the tools of a message stand there. One message has them: the one pointed at or whose box is open, else the one
 * that is picked. A box covers the page, so where the pointer went meanwhile is asked when it closes.
 */
export function useTools(message: MessageId, picked: boolean) {
  const shown = useView((view) => (view.tools === null ? picked : view.tools === message));
  const busy = useRef(false);
  const bubble = useRef<HTMLDivElement | null>(null);
  const letGo = (pointed: boolean, focused: boolean) => {
    if (useView.getState().tools === message && !busy.current && !pointed && !focused) claim(null);
  };
  return {
    shown,
    bubble: {
      ref: bubble,
      onPointerEnter: (event: PointerEvent) => {
        // Tools that go away while they have the focus leave it with their message.
        const left = document.activeElement?.closest<HTMLElement>(".message-tools")?.closest<HTMLElement>(".message");
        if (left != null && left !== event.currentTarget) left.focus({ preventScroll: true });
        claim(message);
      },
      onPointerLeave: ({ currentTarget }: PointerEvent) =>
        letGo(false, currentTarget.querySelector(".message-tools")?.contains(document.activeElement) === true),
      onBlur: ({ currentTarget, relatedTarget }: FocusEvent) =>
        letGo(currentTarget.matches(":hover"), currentTarget.contains(relatedTarget)),
    },
    onBusy: (now: boolean) => {
      busy.current = now;
      if (now) return claim(message);
      // The focus comes back to the control first.
      requestAnimationFrame(() =>
        letGo(bubble.current?.matches(":hover") === true, bubble.current?.contains(document.activeElement) === true),
      );
    },
  };
}
