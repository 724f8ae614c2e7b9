import "./dialog.css";

import type { ReactNode } from "react";
import { Dialog as Box, Heading, Modal, ModalOverlay } from "react-aria-components";

/** A question or a task over the window. Esc closes it, the focus goes back to where it was. */
export function Dialog({
  title,
  children,
  footer,
  isOpen,
  onClose,
  onAccept,
  alert = false,
  wide = false,
}: {
  title: string;
  children: ReactNode;
  /** Buttons, the main one last. */
  footer?: ReactNode;
  isOpen: boolean;
  onClose: () => void;
  /** The main action, by Ctrl+Enter as well. */
  onAccept?: (() => void) | undefined;
  /** It asks about something that cannot be taken back. */
  alert?: boolean;
  wide?: boolean;
}) {
  return (
    <ModalOverlay className="scrim" isOpen={isOpen} isDismissable={!alert} onOpenChange={(open) => !open && onClose()}>
      <Modal className={wide ? "dialog dialog--wide" : "dialog"}>
        <Box className="dialog__box" role={alert ? "alertdialog" : "dialog"}>
          <div
            role="presentation"
            className="dialog__inside"
            onKeyDown={(event) => {
              if (onAccept === undefined || event.code !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
              event.preventDefault();
              onAccept();
            }}
          >
            <Heading slot="title" className="dialog__title">
              {title}
            </Heading>
            <div className="dialog__body">{children}</div>
            {footer !== undefined && <div className="dialog__footer">{footer}</div>}
          </div>
        </Box>
      </Modal>
    </ModalOverlay>
  );
}
