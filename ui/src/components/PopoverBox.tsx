import type { ComponentProps, ReactNode, RefObject } from "react";
import {
  Dialog,
  DialogContext,
  OverlayTriggerStateContext,
  Popover as Box,
  PopoverContext,
  Provider,
  RootMenuTriggerStateContext,
} from "react-aria-components";
import type { OverlayTriggerAria } from "react-aria/useOverlayTrigger";
import type { RootMenuTriggerState } from "react-stately/useMenuTriggerState";

/** What a popover opens. It is the part of react-aria's popovers that is not needed before one is opened. */
export function PopoverBox({
  control,
  state,
  overlayProps,
  label,
  placement,
  children,
}: {
  control: RefObject<HTMLButtonElement | null>;
  state: RootMenuTriggerState;
  overlayProps: OverlayTriggerAria["overlayProps"];
  label: string;
  placement: NonNullable<ComponentProps<typeof Box>["placement"]>;
  children: ReactNode | ((close: () => void) => ReactNode);
}) {
  return (
    <Provider
      values={[
        [OverlayTriggerStateContext, state],
        [RootMenuTriggerStateContext, state],
        [DialogContext, overlayProps],
        [
          PopoverContext,
          {
            trigger: "DialogTrigger",
            triggerRef: control,
            ...(overlayProps.id === undefined ? {} : { id: overlayProps.id }),
          },
        ],
      ]}
    >
      {/* The dialog has the name. A box that its trigger names, too, is content outside of every landmark. */}
      {/* oxlint-disable-next-line jsx-a11y/aria-proptypes */}
      <Box className="popover" aria-labelledby="" offset={8} placement={placement}>
        <Dialog className="popover__content" aria-label={label}>
          {({ close }) => (typeof children === "function" ? children(close) : children)}
        </Dialog>
      </Box>
    </Provider>
  );
}
