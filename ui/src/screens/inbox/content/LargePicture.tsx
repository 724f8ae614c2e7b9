import { useLingui } from "@lingui/react/macro";
import { ExternalLink, X } from "lucide-react";
import { Dialog, Modal, ModalOverlay } from "react-aria-components";
import { IconButton } from "@/components/index.ts";
import type { FileHash } from "@/host/contract.ts";
import { useOpenOutside } from "../files.ts";

/** A picture over the window. Esc or a click beside it closes it. */
export function LargePicture({
  url,
  name,
  file,
  onClose,
}: {
  url: string;
  name: string;
  file: FileHash;
  onClose: () => void;
}) {
  const { t } = useLingui();
  const outside = useOpenOutside();
  return (
    <ModalOverlay
      className="picture-overlay"
      isOpen
      isDismissable
      onOpenChange={(open) => (open ? undefined : onClose())}
    >
      <Modal>
        <Dialog className="picture-dialog" aria-label={name}>
          <img className="picture-large" src={url} alt={name} />
          <div className="picture-tools">
            {outside === null ? null : (
              <IconButton label={t`Open outside`} onPress={() => outside(file)}>
                <ExternalLink aria-hidden />
              </IconButton>
            )}
            <IconButton label={t`Close`} onPress={onClose}>
              <X aria-hidden />
            </IconButton>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
