import { type ReactNode, useRef } from "react";
import { DismissButton, Overlay } from "react-aria/Overlay";
import { useEnterAnimation } from "react-aria/private/utils/animation";
import { useDialog } from "react-aria/useDialog";
import { useModalOverlay } from "react-aria/useModalOverlay";
import { useOverlayTriggerState } from "react-stately/useOverlayTriggerState";

import { closeOverlay } from "../../app/navigation";

/**
 * The box that palette and search stand in. It is made from the hooks of react-aria: the dialog of its components brings
 * menus and popovers along, and both boxes are there from the first look on.
 */
export function FinderBox({ label, className, children }: { label: string; className: string; children: ReactNode }) {
  const scrim = useRef<HTMLDivElement>(null);
  const box = useRef<HTMLDivElement>(null);
  const state = useOverlayTriggerState({ isOpen: true, onOpenChange: (open) => !open && closeOverlay() });
  const { modalProps, underlayProps } = useModalOverlay({ isDismissable: true }, state, box);
  const isEntering = useEnterAnimation(scrim);
  return (
    <Overlay>
      <div {...underlayProps} ref={scrim} className="scrim scrim--palette" data-entering={isEntering || undefined}>
        <div {...modalProps} ref={box} className={className}>
          <DismissButton onDismiss={state.close} />
          <Inside label={label}>{children}</Inside>
        </div>
      </div>
    </Overlay>
  );
}

function Inside({ label, children }: { label: string; children: ReactNode }) {
  const inside = useRef<HTMLElement>(null);
  const { dialogProps } = useDialog({ "aria-label": label }, inside);
  return (
    <section {...dialogProps} ref={inside} className="palette__box">
      {children}
    </section>
  );
}
