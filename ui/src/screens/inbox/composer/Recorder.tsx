import { Trans, useLingui } from "@lingui/react/macro";
import { useEffect, useState } from "react";
import { useFormat } from "@/app/format.ts";
import { Button } from "@/components/index.ts";
import type { Attachment } from "@/host/contract.ts";
import { useHost } from "@/host/context.tsx";
import { useTrouble } from "../actions.ts";

/** A voice note being recorded. Leaving the chat throws it away. */
export function Recorder({ onDone, onCancel }: { onDone: (note: Attachment) => void; onCancel: () => void }) {
  const { t } = useLingui();
  const host = useHost();
  const format = useFormat();
  const trouble = useTrouble();
  const length = useStopwatch();
  const [ending, setEnding] = useState(false);
  const stop = () => {
    setEnding(true);
    host.call("voice_stop", {}).then(onDone, (error: unknown) => {
      trouble(error);
      onCancel();
    });
  };
  const cancel = () => {
    // A recording that is not there any more is as good as thrown away.
    host.call("voice_cancel", {}).catch(() => undefined);
    onCancel();
  };
  return (
    <div className="recorder" role="group" aria-label={t`Voice message`}>
      <span className="recorder-dot" aria-hidden />
      <span className="grow numbers" role="timer">
        <Trans>Recording {format.countdown(length)}</Trans>
      </span>
      <Button kind="ghost" onPress={cancel}>{t`Discard`}</Button>
      <Button kind="primary" autoFocus pending={ending ? t`Stopping…` : undefined} onPress={stop}>{t`Stop`}</Button>
    </div>
  );
}

function useStopwatch(): number {
  const [began] = useState(() => performance.now());
  const [length, setLength] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setLength(performance.now() - began), 250);
    return () => clearInterval(timer);
  }, [began]);
  return Math.floor(length / 1000) * 1000;
}
