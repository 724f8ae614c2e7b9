import { type ReactElement, type ReactNode, Suspense, useRef } from "react";
import { PressResponder } from "react-aria/private/interactions/PressResponder";
import { useOverlayTrigger } from "react-aria/useOverlayTrigger";
import { useMenuTriggerState } from "react-stately/useMenuTriggerState";

import { part } from "../app/part";
import { useWasOpen } from "./useWasOpen";

const PopoverBox = part(() => import("./PopoverBox").then((file) => file.PopoverBox));

/** A small box beside the control that opens it. Esc closes it and gives the focus back. */
export function Popover({
  trigger,
  label,
  children,
  isOpen,
  onOpenChange,
  placement = "bottom start",
}: {
  /** The control. */
  trigger: ReactElement;
  /** What the box is. */
  label: string;
  /** The content, or a function that is given a way to close. */
  children: ReactNode | ((close: () => void) => ReactNode);
  isOpen?: boolean;
  onOpenChange?: (open: boolean) => void;
  placement?: "bottom start" | "bottom end" | "top start" | "top end" | "top" | "bottom";
}) {
  const control = useRef<HTMLButtonElement>(null);
  // A menu may stand in the box.
  const state = useMenuTriggerState({
    ...(isOpen === undefined ? {} : { isOpen }),
    ...(onOpenChange === undefined ? {} : { onOpenChange }),
  });
  const { triggerProps, overlayProps } = useOverlayTrigger({ type: "dialog" }, state, control);
  const wanted = useWasOpen(state.isOpen);
  return (
    <>
      <PressResponder {...triggerProps} ref={control} isPressed={state.isOpen}>
        {trigger}
      </PressResponder>
      <Suspense>
        {wanted && (
          <PopoverBox control={control} state={state} overlayProps={overlayProps} label={label} placement={placement}>
            {children}
          </PopoverBox>
        )}
      </Suspense>
    </>
  );
}
