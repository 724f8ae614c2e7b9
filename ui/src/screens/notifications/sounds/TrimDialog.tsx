import { useLingui } from "@lingui/react/macro";
import { CircleAlert, Pause, Play } from "lucide-react";
import { useMemo, useRef, useState } from "react";

import { Button, CallOut, Dialog, Field, IconButton, toast } from "../../../components";
import { useCommand } from "../../../host/mutations";
import { base64Of } from "../../inbox/composer/limits";
import type { Chosen } from "./AddSound";
import { type Decoded, playPart } from "./decode";
import { LEAST_LENGTH, MOST_LENGTH } from "./limits";
import { useSeconds } from "./seconds";
import { TrimWave } from "./TrimWave";
import { soundTrouble } from "./trouble";
import { cut, shapeOf, soundName } from "./wave";

const PARTS = 96;

/** Names a new sound and chooses the part of the file that is kept. */
export function TrimDialog({ chosen: { file, sound }, onClose }: { chosen: Chosen; onClose: () => void }) {
  const { t, i18n } = useLingui();
  const [name, setName] = useState(soundName(file.name));
  const length = sound?.length ?? 0;
  const [part, setPart] = useState<[number, number]>([0, Math.min(length, MOST_LENGTH)]);
  const keep = useCommand("sound_add");
  const missing = name.trim() === "";
  const save = async () => {
    if (missing || keep.isPending) return;
    const [from, to] = part;
    const whole = sound === null || (from === 0 && to === length);
    keep.mutate(
      { name: name.trim(), base64: await base64Of(file), from: whole ? 0 : from, to: whole ? null : to },
      {
        onSuccess: (added) => {
          toast(t`Sound added: ${added.name}`);
          onClose();
        },
      },
    );
  };
  return (
    <Dialog
      title={t`New sound`}
      isOpen
      onClose={onClose}
      onAccept={() => void save()}
      footer={
        <>
          <Button onPress={onClose}>{t`Cancel`}</Button>
          <Button
            kind="primary"
            chord="Mod+Enter"
            onPress={() => void save()}
            reason={missing ? t`Give it a name first` : undefined}
            pending={keep.isPending ? t`Adding…` : undefined}
          >
            {t`Add`}
          </Button>
        </>
      }
    >
      <div className="trim">
        <Field label={t`Name of the sound`} autoFocus value={name} onChange={setName} maxLength={60} />
        {sound === null ? (
          <p className="alerts__about">{t`This window cannot show this file. It is added as it is, up to 10 s.`}</p>
        ) : (
          <Trim sound={sound} part={part} onChange={setPart} />
        )}
        {keep.error !== null && (
          <CallOut tone="danger" icon={<CircleAlert aria-hidden="true" />}>
            {i18n._(soundTrouble(keep.error.body))}
          </CallOut>
        )}
      </div>
    </Dialog>
  );
}

function Trim({
  sound,
  part,
  onChange,
}: {
  sound: Decoded;
  part: [number, number];
  onChange: (part: [number, number]) => void;
}) {
  const { t } = useLingui();
  const seconds = useSeconds();
  const [from, to] = part;
  const stop = useRef<(() => void) | null>(null);
  const [playing, setPlaying] = useState(false);
  const shape = useMemo(() => shapeOf(sound.buffer.getChannelData(0), PARTS), [sound]);
  const limits = { length: sound.length, least: LEAST_LENGTH, most: MOST_LENGTH };
  const toggle = () => {
    if (playing) return stop.current?.();
    setPlaying(true);
    stop.current = playPart(sound, from, to, () => setPlaying(false));
  };
  const length = seconds(to - from);
  return (
    <div className="trim__part">
      <IconButton label={playing ? t`Stop` : t`Play this part`} onPress={toggle}>
        {playing ? <Pause aria-hidden="true" /> : <Play aria-hidden="true" />}
      </IconButton>
      <TrimWave
        shape={shape}
        length={sound.length}
        part={part}
        onChange={(next, moved) => onChange(cut(next, moved, limits))}
      />
      <p className="trim__words alerts__about numbers" role="status">
        {t`From ${seconds(from)} to ${seconds(to)}: ${length}`}
      </p>
    </div>
  );
}
