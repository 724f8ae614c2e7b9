import type { MessageDescriptor } from "@lingui/core";
import { type ReactNode, useEffect } from "react";
import { create } from "zustand";

import type { Timestamp } from "../host/contract";

/** Something that can be done now, by key, by palette and by whatever button its screen draws. */
export interface Action {
  /** As in the key map: `inbox.done`. */
  id: string;
  /** What it does, as a verb: «Mark done». A message, so that the palette finds it in every language. */
  title: MessageDescriptor;
  /** Where it stands in the palette: the open chat, rules and schedules, the application, or the places to go to. */
  group: "chat" | "rules" | "app" | "page";
  icon?: ReactNode;
  /** Other words by which it is found, separated by spaces. */
  also?: MessageDescriptor;
  /** What comes of it, on the right: an exact time, say. */
  detail?: string | undefined;
  /** Whether it is possible now; without it, it is. */
  enabled?: boolean;
  /** It has a key but makes no sense in a list (next row, new line). */
  keyOnly?: boolean;
  /** Does it. */
  run: () => void;
  /** Does it at a time that was typed in the palette: «snooze fri 18:00». */
  runAt?: (at: Timestamp) => void;
}

interface Registry {
  actions: ReadonlyMap<string, Action>;
  /** Name of what the actions of the group `chat` are about. */
  context: string | null;
}

/** What can be done now. */
export const useRegistry = create<Registry>(() => ({ actions: new Map(), context: null }));

/** Offers actions for as long as the component is there. The same id registered later wins. */
export function useActions(actions: readonly Action[]): void {
  useEffect(() => {
    useRegistry.setState((state) => {
      const next = new Map(state.actions);
      for (const action of actions) next.set(action.id, action);
      return { actions: next };
    });
    return () =>
      useRegistry.setState((state) => {
        const next = new Map(state.actions);
        for (const action of actions) if (next.get(action.id) === action) next.delete(action.id);
        return { actions: next };
      });
  }, [actions]);
}

/** Names what the actions of the group `chat` are about; the palette shows it as a chip. */
export function useActionContext(name: string | null): void {
  useEffect(() => {
    useRegistry.setState({ context: name });
    return () => useRegistry.setState({ context: null });
  }, [name]);
}

/** Runs an action by its id; false where it is not offered or not possible now. */
export function runAction(id: string): boolean {
  const action = useRegistry.getState().actions.get(id);
  if (action === undefined || action.enabled === false) return false;
  action.run();
  return true;
}
