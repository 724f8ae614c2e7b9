import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";
import { ImageUp } from "lucide-react";
import { useId, useState } from "react";

import { errorWords } from "../../../app/errors";
import { GROUP_REASONS } from "../../../app/group-reasons";
import { Button, toast, Trouble } from "../../../components";
import { useHost } from "../../../host/context";
import type { GroupView } from "../../../host/contract";
import { toHostError } from "../../../host/host";
import { commandId } from "../../../host/mutations";
import { base64Of } from "../../inbox/composer/limits";
import { GroupAvatar } from "../../../app/GroupAvatar";
import { type PictureProblem, pictureProblem } from "./picture";

function problemWords(problem: PictureProblem): MessageDescriptor {
  switch (problem) {
    case "empty":
      return msg`This file is empty. Choose another one.`;
    case "too_large":
      return msg`The picture is larger than 5 MB. Save it smaller and choose it again.`;
    case "not_jpeg":
      return msg`WhatsApp takes a JPEG only. Save the picture as JPEG and choose it again.`;
    case "picture_not_square":
    case "picture_small":
      return GROUP_REASONS[problem] ?? msg`The picture is not square, or too small.`;
  }
}

/** The picture of a group: checked before it is uploaded. */
export function PictureField({ group, closed }: { group: GroupView; closed: string | undefined }) {
  const { t } = useLingui();
  const input = useId();
  const { busy, problem, take } = usePicture(group);
  return (
    <div className="picture-field">
      <GroupAvatar row={group.row} size={56} />
      <div className="grow">
        <input
          id={input}
          type="file"
          accept="image/jpeg,.jpg,.jpeg"
          hidden
          aria-label={t`Picture of the group`}
          onChange={(event) => {
            take(event.target.files?.[0]);
            event.target.value = "";
          }}
        />
        <Button
          reason={closed}
          pending={busy ? t`Reading…` : undefined}
          onPress={() => document.getElementById(input)?.click()}
        >
          <ImageUp aria-hidden="true" />
          {t`Choose a picture…`}
        </Button>
        <p className="field-note">{t`A square JPEG, at least 192 by 192 pixels, at most 5 MB.`}</p>
        <Trouble words={problem} />
      </div>
    </div>
  );
}

function usePicture({ row }: GroupView) {
  const { t, i18n } = useLingui();
  const host = useHost();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const put = async (picture: File) => {
    const wrong = await pictureProblem(picture);
    if (wrong !== null) return setProblem(i18n._(problemWords(wrong)));
    const base64 = await base64Of(picture);
    const { file } = await host.call("attachment_add", { chat_id: row.chat_id, filename: picture.name, base64 });
    await host.call("group_picture", { command_id: commandId(), chat_id: row.chat_id, file });
    toast(t`WhatsApp is asked to change the picture`);
  };
  const take = (picture: File | undefined) => {
    if (picture === undefined) return;
    setBusy(true);
    setProblem(null);
    put(picture)
      .catch((error: unknown) => setProblem(i18n._(errorWords(toHostError(error).body))))
      .finally(() => setBusy(false));
  };
  return { busy, problem, take };
}
