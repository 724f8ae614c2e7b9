import type { ReactNode } from "react";
import { create } from "zustand";

import { dismissToast, toast } from "../components/Toast";

/** How long something can be taken back from the palette, in milliseconds. */
const KEPT = 5 * 60_000;
const MOST = 50;

interface Step {
  toast: number;
  /** What was done: «Chat marked done». */
  words: string;
  at: number;
  /** How long it can be taken back, in milliseconds. */
  kept: number;
  undo: () => void;
}

/** What can be taken back, the newest last. */
export const useUndo = create<{ steps: readonly Step[] }>(() => ({ steps: [] }));

/**
 * Says what was done and offers to take it back: in the toast, by Z, by Ctrl+Z and in the palette. What is only held back
 * can be taken back for as long as it is held.
 */
export function undoable(words: string, undo: () => void, icon?: ReactNode, kept = KEPT): void {
  const id = toast(words, { icon, undo: () => take(id) });
  const step: Step = { toast: id, words, at: Date.now(), kept, undo };
  useUndo.setState(({ steps }) => ({ steps: [...fresh(steps), step].slice(-MOST) }));
}

/** The steps that are not too old. */
export function fresh(steps: readonly Step[]): readonly Step[] {
  return steps.filter(({ at, kept }) => Date.now() - at < kept);
}

/** Takes the newest step back; false where there is none. */
export function undoLast(): boolean {
  const last = fresh(useUndo.getState().steps).at(-1);
  if (last === undefined) return false;
  take(last.toast);
  return true;
}

function take(id: number): void {
  const step = useUndo.getState().steps.find((one) => one.toast === id);
  if (step === undefined) return;
  useUndo.setState(({ steps }) => ({ steps: steps.filter((one) => one !== step) }));
  dismissToast(id);
  step.undo();
}
