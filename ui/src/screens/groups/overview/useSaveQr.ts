import { useLingui } from "@lingui/react/macro";

import { usePaper } from "../../../app/paper";
import { useErrorToast } from "../../../app/useErrorToast";
import { toast } from "../../../components";
import { useHost } from "../../../host/context";
import type { GroupView } from "../../../host/contract";
import { toHostError } from "../../../host/host";
import { useOpenOutside } from "../../inbox/files";
import { qrPicture } from "./qr";

/** Makes a file of a group's code: a browser saves it, the window opens it in the program for pictures. */
export function useSaveQr(): (group: GroupView) => void {
  const { t } = useLingui();
  const host = useHost();
  const save = usePaper();
  const outside = useOpenOutside();
  const failed = useErrorToast();
  return ({ row, link }) => {
    const base64 = link === null ? null : qrPicture(link.qr);
    if (base64 === null) return void toast(t`The picture could not be drawn here. Copy the link instead.`);
    const filename = `${row.subject.replaceAll(/[^\p{L}\p{N} ·-]/gu, "")} QR.png`;
    if (outside === null) return save({ filename, mime: "image/png", path: null, base64 });
    host.call("attachment_add", { chat_id: row.chat_id, filename, base64 }).then(
      ({ file }) => outside(file),
      (error: unknown) => failed(toHostError(error)),
    );
  };
}
