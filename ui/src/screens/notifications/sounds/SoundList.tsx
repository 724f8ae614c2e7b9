import { useLingui } from "@lingui/react/macro";
import { Check, Ellipsis, Pause, Play, Trash2 } from "lucide-react";
import type { ReactNode } from "react";

import { undoable } from "../../../app/undo";
import { useErrorToast } from "../../../app/useErrorToast";
import { IconButton, Menu } from "../../../components";
import type { KindRow, SoundChoice, SoundFile, Sounds } from "../../../host/contract";
import { toHostError } from "../../../host/host";
import { useSoundDelete } from "../../../host/notification-mutations";
import { soundKey } from "../fields";
import { SOUNDS } from "../words";
import { usePreview, useHeard } from "./preview";
import { useSeconds } from "./seconds";
import { useSoundBack } from "./useSoundAdd";
import { Wave } from "./Wave";

/** Our own sounds and the operator's: each can be heard; the operator's can be deleted. */
export function SoundList({
  sounds,
  kinds,
  volume,
}: {
  sounds: Sounds;
  kinds: readonly KindRow[];
  /** How loud they are played here. */
  volume: number;
}) {
  const { i18n } = useLingui();
  const used = new Set(kinds.map(({ outcome }) => soundKey(outcome.sound)));
  if (sounds.ours.length + sounds.files.length === 0) return null;
  return (
    <ul className="sounds">
      {sounds.ours.map(({ sound, duration, shape }) => (
        <Line
          key={sound}
          name={i18n._(SOUNDS[sound])}
          choice={{ from: "own", sound }}
          duration={duration}
          shape={shape}
          volume={volume}
          used={used.has(`own:${sound}`)}
        />
      ))}
      {sounds.files.map((file) => (
        <Line
          key={file.file}
          name={file.name}
          choice={{ from: "file", sound: file.file }}
          duration={file.duration}
          shape={file.shape}
          volume={volume}
          used={used.has(`file:${file.file}`)}
        >
          <FileMenu file={file} />
        </Line>
      ))}
    </ul>
  );
}

function Line({
  name,
  choice,
  duration,
  shape,
  volume,
  used,
  children,
}: {
  name: string;
  choice: SoundChoice;
  duration: number;
  shape: readonly number[];
  volume: number;
  /** Whether some kind of event rings with it. */
  used: boolean;
  children?: ReactNode;
}) {
  const { t } = useLingui();
  const seconds = useSeconds();
  const preview = usePreview(choice, duration, volume);
  const heard = useHeard(preview.playing, duration);
  return (
    <li className={preview.playing ? "sounds__line sounds__line--on" : "sounds__line"}>
      <IconButton
        className="sounds__play"
        label={preview.playing ? t`Stop: ${name}` : t`Play: ${name}`}
        onPress={preview.playing ? preview.stop : preview.play}
      >
        {preview.playing ? <Pause aria-hidden="true" /> : <Play aria-hidden="true" />}
      </IconButton>
      <span className="sounds__name">
        <span className="cut" title={name}>
          {name}
        </span>
        <span className="alerts__about numbers">{seconds(duration)}</span>
      </span>
      <Wave shape={shape} heard={heard} />
      <span className="sounds__end">
        {used && (
          <>
            <Check aria-hidden="true" />
            <span className="unseen">{t`in use`}</span>
          </>
        )}
        {children}
      </span>
    </li>
  );
}

function FileMenu({ file }: { file: SoundFile }) {
  const { t } = useLingui();
  const { name } = file;
  const remove = useSoundDelete();
  const back = useSoundBack();
  const failed = useErrorToast();
  const run = async () => {
    // The bytes go with the sound, so they are kept here for as long as it can be taken back.
    const again = await back(file);
    // Its line is gone before the core answers, and what is called back from a line would go with it.
    remove.mutateAsync({ file: file.file }).then(
      () => void (again === null ? undefined : undoable(t`Sound deleted: ${name}`, again)),
      (error: unknown) => failed(toHostError(error)),
    );
  };
  return (
    <Menu
      label={t`Actions: ${name}`}
      placement="bottom end"
      trigger={
        <IconButton size="small" label={t`Actions: ${name}`}>
          <Ellipsis aria-hidden="true" />
        </IconButton>
      }
      entries={[
        {
          id: "delete",
          words: t`Delete`,
          icon: <Trash2 aria-hidden="true" />,
          detail: t`whoever used it gets the default`,
          danger: true,
          run: () => void run(),
        },
      ]}
    />
  );
}
