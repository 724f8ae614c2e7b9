import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";
import { ImageUp } from "lucide-react";
import { useId, useState } from "react";

import { errorWords } from "../../../app/errors";
import { Button, Trouble } from "../../../components";
import { useHost } from "../../../host/context";
import type { AccountId, ProfileLimits } from "../../../host/contract";
import { toHostError } from "../../../host/host";
import { commandId } from "../../../host/mutations";
import { base64Of } from "../../inbox/composer/limits";
import { NOTHING } from "./fields";
import { type PictureProblem, pictureProblem } from "./picture";

function problemWords(problem: PictureProblem, limits: ProfileLimits): MessageDescriptor {
  const [most, least] = [Math.floor(limits.picture_bytes / 1_000_000), limits.picture_pixels];
  switch (problem) {
    case "empty":
      return msg`This file is empty. Choose another one.`;
    case "too_large":
      return msg`The picture is larger than ${most} MB. Save it smaller and choose it again.`;
    case "wrong_type":
      return msg`WhatsApp takes a JPEG or a PNG only. Save the picture as one of them and choose it again.`;
    case "not_square":
      return msg`The picture is not square. Cut it to a square and choose it again.`;
    case "too_small":
      return msg`The picture is too small. Choose one of at least ${least} by ${least} pixels.`;
  }
}

/** Another picture for a profile: checked before it is sent. */
export function PictureField({ account, limits }: { account: AccountId; limits: ProfileLimits }) {
  const { t } = useLingui();
  const input = useId();
  const { busy, problem, take } = usePicture(account, limits);
  const [most, least] = [Math.floor(limits.picture_bytes / 1_000_000), limits.picture_pixels];
  return (
    <div className="grow">
      <input
        id={input}
        type="file"
        accept={limits.picture_mimes.join(",")}
        hidden
        aria-label={t`Picture of the profile`}
        onChange={(event) => {
          take(event.target.files?.[0]);
          event.target.value = "";
        }}
      />
      <Button pending={busy ? t`Reading…` : undefined} onPress={() => document.getElementById(input)?.click()}>
        <ImageUp aria-hidden="true" />
        {t`Choose a picture…`}
      </Button>
      <p className="settings__about">
        {t`A square JPEG or PNG, at least ${least} by ${least} pixels, at most ${most} MB. The name is changed in the WhatsApp Manager.`}
      </p>
      <Trouble words={problem} />
    </div>
  );
}

function usePicture(account: AccountId, limits: ProfileLimits) {
  const { i18n } = useLingui();
  const host = useHost();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const put = async (picture: File) => {
    const wrong = await pictureProblem(picture, limits);
    if (wrong !== null) return setProblem(i18n._(problemWords(wrong, limits)));
    const base64 = await base64Of(picture);
    const { file } = await host.call("profile_picture_add", { account_id: account, base64 });
    const change = { ...NOTHING, picture: file };
    await host.call("profile_save", { command_id: commandId(), account_id: account, change });
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
