import { type ReactElement, type ReactNode, Suspense, useRef } from "react";
import { PressResponder } from "react-aria/private/interactions/PressResponder";
import { useMenuTrigger } from "react-aria/useMenu";
import { useMenuTriggerState } from "react-stately/useMenuTriggerState";

import { part } from "../app/part";
import { useWasOpen } from "./useWasOpen";

const MenuList = part(() => import("./MenuList").then((file) => file.MenuList));

/** One line of a menu. */
export interface MenuEntry {
  id: string;
  words: string;
  icon?: ReactNode;
  /** What comes of it, e.g. an exact time. */
  detail?: string | undefined;
  /** The key of the same action; shown, not bound. */
  chord?: string | undefined;
  danger?: boolean;
  /** Present on entries of which some hold. */
  chosen?: boolean;
  /** Why it cannot be picked; shown in place of the detail. */
  reason?: string | undefined;
  run: () => void;
}

/** A list of actions beside the control that opens it. Letters find, arrows move, Esc closes. */
export function Menu({
  trigger,
  label,
  entries,
  isOpen,
  onOpenChange,
  placement = "bottom start",
}: {
  trigger: ReactElement;
  /** What the menu is about. */
  label: string;
  entries: readonly MenuEntry[];
  isOpen?: boolean;
  onOpenChange?: (open: boolean) => void;
  placement?: "bottom start" | "bottom end" | "top start" | "top end";
}) {
  const control = useRef<HTMLButtonElement>(null);
  const state = useMenuTriggerState({
    ...(isOpen === undefined ? {} : { isOpen }),
    ...(onOpenChange === undefined ? {} : { onOpenChange }),
  });
  const { menuTriggerProps, menuProps } = useMenuTrigger<object>({ type: "menu" }, state, control);
  const wanted = useWasOpen(state.isOpen);
  return (
    <>
      <PressResponder {...menuTriggerProps} ref={control} isPressed={state.isOpen}>
        {trigger}
      </PressResponder>
      <Suspense>
        {wanted && (
          <MenuList
            control={control}
            state={state}
            menuProps={menuProps}
            label={label}
            entries={entries}
            placement={placement}
          />
        )}
      </Suspense>
    </>
  );
}
