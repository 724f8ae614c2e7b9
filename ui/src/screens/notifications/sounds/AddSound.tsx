import { Trans, useLingui } from "@lingui/react/macro";
import { CircleAlert, Upload } from "lucide-react";
import { useState } from "react";
import { DropZone, FileTrigger } from "react-aria-components";

import { Button, CallOut } from "../../../components";
import { type Decoded, decoded } from "./decode";
import { MOST_BYTES, TYPES } from "./limits";
import { TrimDialog } from "./TrimDialog";
import { soundTrouble } from "./trouble";

/** A file that was chosen, with what the page could read of it. */
export interface Chosen {
  file: File;
  sound: Decoded | null;
}

/** Where a sound file is dropped or chosen. It is read here; what part of it is kept, is chosen in the dialog. */
export function AddSound() {
  const { t, i18n } = useLingui();
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [tooLarge, setTooLarge] = useState(false);
  const take = async (file: File) => {
    setTooLarge(file.size > MOST_BYTES);
    if (file.size <= MOST_BYTES) setChosen({ file, sound: await decoded(file) });
  };
  return (
    <>
      <DropZone
        className="drop"
        aria-label={t`Drop a sound file here`}
        onDrop={async ({ items }) => {
          const item = items.find((one) => one.kind === "file");
          if (item !== undefined) await take(await item.getFile());
        }}
      >
        <p className="drop__title">
          <Upload aria-hidden="true" />
          {t`Drop a sound file here`}
        </p>
        <p className="alerts__about">
          <Trans>WAV, OGG, MP3 or FLAC, up to 10 s and 2 MB. We even out the volume.</Trans>
        </p>
        <FileTrigger
          acceptedFileTypes={TYPES.split(",")}
          onSelect={(files) => {
            const file = files?.[0];
            if (file !== undefined) void take(file);
          }}
        >
          <Button size="small">{t`Choose a file`}</Button>
        </FileTrigger>
      </DropZone>
      {tooLarge && (
        <CallOut tone="danger" icon={<CircleAlert aria-hidden="true" />}>
          {i18n._(
            soundTrouble({
              code: "content",
              retry: { retry: "never" },
              content: { problem: "too_large", most: MOST_BYTES },
            }),
          )}
        </CallOut>
      )}
      {chosen !== null && <TrimDialog chosen={chosen} onClose={() => setChosen(null)} />}
    </>
  );
}
