import { useLingui } from "@lingui/react/macro";
import { X } from "lucide-react";
import { type ReactNode, useEffect } from "react";
import { Dialog as Box, Heading, Modal, ModalOverlay } from "react-aria-components";

import { regainFocus } from "../app/lost-focus";
import { IconButton } from "./Button";

/** A question or a task over the window. Esc closes it, the focus goes back to where it was. */
export function Dialog({
  title,
  children,
  footer,
  about,
  remark,
  keys,
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
  /** A sentence under the title of a longer task, which has a cross and a footer of its own colour. */
  about?: string;
  /** Stands at the beginning of the footer. */
  remark?: ReactNode;
  /** The place of its keys in the key map. */
  keys?: string;
  isOpen: boolean;
  onClose: () => void;
  /** The main action, by Ctrl+Enter as well. */
  onAccept?: (() => void) | undefined;
  /** It asks about something that cannot be taken back. */
  alert?: boolean;
  wide?: boolean;
}) {
  useFocusBack(isOpen);
  return (
    <ModalOverlay className="scrim" isOpen={isOpen} isDismissable={!alert} onOpenChange={(open) => !open && onClose()}>
      <Modal className={`dialog ${wide ? "dialog--wide" : ""} ${about === undefined ? "" : "dialog--task"}`}>
        <div
          role="presentation"
          className="dialog__inside"
          // Around the box, which has the focus where no field takes it, and before a button takes the key for a press.
          onKeyDownCapture={(event) => {
            if (onAccept === undefined || event.code !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
            event.preventDefault();
            event.stopPropagation();
            onAccept();
          }}
        >
          <Box className="dialog__box" role={alert ? "alertdialog" : "dialog"} data-keys={keys}>
            <Heading slot="title" className="dialog__title">
              {title}
            </Heading>
            {about !== undefined && <p className="dialog__about">{about}</p>}
            {/* Where nothing else takes the focus, the keys scroll it. */}
            <div className="dialog__body" {...(footer === undefined ? { tabIndex: 0 } : {})}>
              {children}
            </div>
            {footer !== undefined && (
              <div className="dialog__footer">
                {remark !== undefined && <div className="dialog__remark grow">{remark}</div>}
                {footer}
              </div>
            )}
            {about !== undefined && <Cross onClose={onClose} />}
          </Box>
        </div>
      </Modal>
    </ModalOverlay>
  );
}

/** What react-aria does by itself, but for a dialog that came out of another one: what had the focus before is gone with that. */
function useFocusBack(isOpen: boolean): void {
  useEffect(() => {
    if (!isOpen) return;
    // Its own turn is in the next frame.
    return () => void requestAnimationFrame(() => requestAnimationFrame(regainFocus));
  }, [isOpen]);
}

/** The last in the order of the keys: Esc is nearer. */
function Cross({ onClose }: { onClose: () => void }) {
  const { t } = useLingui();
  return (
    <span className="dialog__cross">
      <IconButton label={t`Close`} chord="Escape" onPress={onClose}>
        <X aria-hidden="true" />
      </IconButton>
    </span>
  );
}
