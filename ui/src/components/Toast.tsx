import { useLingui } from "@lingui/react/macro";
import type { CSSProperties, ReactNode } from "react";
import { useEffect } from "react";
import { create } from "zustand";

import { Button } from "./Button";

/** How long a toast stays, in milliseconds. */
export const TOAST_STAYS = 8_000;
const MOST = 3;

interface Toast {
  id: number;
  words: string;
  icon?: ReactNode;
  undo?: () => void;
  /** What else can be done about it: of what cannot be undone. */
  act?: { words: string; run: () => void };
}

const useToasts = create<{ toasts: Toast[]; above: number }>(() => ({ toasts: [], above: 0 }));
let next = 1;

/** Says what was done, at the bottom, for eight seconds; gives its id. For errors that need an answer use a banner. */
export function toast(words: string, more: Pick<Toast, "icon" | "undo" | "act"> = {}): number {
  const id = next++;
  useToasts.setState(({ toasts }) => ({ toasts: [...toasts, { id, words, ...more }].slice(-MOST) }));
  return id;
}

/** Takes a toast away. */
export function dismissToast(id: number): void {
  useToasts.setState(({ toasts }) => ({ toasts: toasts.filter((other) => other.id !== id) }));
}

/**
 * Keeps the toasts off what stands that high at the lower edge, in CSS pixels. Told to them alone: a property of the root that
 * changes costs the style of everything on the page.
 */
export function keepToastsAbove(above: number): void {
  useToasts.setState({ above });
}

/** The place of the toasts; once in the frame. */
export function ToastArea() {
  const toasts = useToasts((state) => state.toasts);
  const above = useToasts((state) => state.above);
  const place: CSSProperties & { "--above": string } = { "--above": `${above}px` };
  return (
    <div className="toasts" role="status" ref={tellHeight} style={place}>
      {toasts.map((one) => (
        <ToastLine key={one.id} toast={one} />
      ))}
    </div>
  );
}

/** Dialogs end above the toasts, so that neither covers the other. */
function tellHeight(area: HTMLElement | null) {
  if (area === null) return;
  const { style } = document.documentElement;
  const watch = new ResizeObserver(() => style.setProperty("--toasts-height", `${area.offsetHeight}px`));
  watch.observe(area);
  return () => {
    watch.disconnect();
    style.removeProperty("--toasts-height");
  };
}

function ToastLine({ toast: { id, words, icon, undo, act } }: { toast: Toast }) {
  const { t } = useLingui();
  useEffect(() => {
    const timer = setTimeout(() => dismissToast(id), TOAST_STAYS);
    return () => clearTimeout(timer);
  }, [id]);
  return (
    <div className="toast">
      {icon}
      <span>{words}</span>
      {act !== undefined && (
        <Button
          kind="ghost"
          className="toast__undo"
          onPress={() => {
            dismissToast(id);
            act.run();
          }}
        >
          {act.words}
        </Button>
      )}
      {undo !== undefined && (
        <Button
          kind="ghost"
          className="toast__undo"
          chord="KeyZ"
          onPress={() => {
            dismissToast(id);
            undo();
          }}
        >
          {t`Undo`}
        </Button>
      )}
    </div>
  );
}
