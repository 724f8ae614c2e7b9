import "./popover.css";

import type { ReactElement, ReactNode } from "react";
import { Dialog, DialogTrigger, Popover as Box } from "react-aria-components";

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
  return (
    <DialogTrigger {...(isOpen === undefined ? {} : { isOpen })} {...(onOpenChange ? { onOpenChange } : {})}>
      {trigger}
      {/* The dialog has the name. A box that its trigger names, too, is content outside of every landmark. */}
      {/* oxlint-disable-next-line jsx-a11y/aria-proptypes */}
      <Box className="popover" aria-labelledby="" offset={8} placement={placement}>
        <Dialog className="popover__content" aria-label={label}>
          {({ close }) => (typeof children === "function" ? children(close) : children)}
        </Dialog>
      </Box>
    </DialogTrigger>
  );
}
